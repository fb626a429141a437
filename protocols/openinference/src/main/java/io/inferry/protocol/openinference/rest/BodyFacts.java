package io.inferry.protocol.openinference.rest;

import io.inferry.api.ServingException;
import io.inferry.protocol.openinference.wire.Datatype;
import io.inferry.protocol.openinference.wire.ParameterText;
import io.inferry.protocol.openinference.wire.Parameters;
import io.inferry.transport.facts.FirstElement;
import io.inferry.transport.facts.JsonElement;
import io.inferry.transport.facts.Members;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonSyntaxException;
import io.inferry.transport.json.JsonTypeException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parameters and first elements of a body, before the body is read. What is broken is absent: the
 * caller is told of it when the body is read. A body that is one input's bytes says nothing, for
 * nobody knows the input yet.
 */
final class BodyFacts {
    private final Bytes body;
    private final int jsonLength;
    private final Members members;
    private final Map<String, Optional<String>> inputs = new HashMap<>();
    private @Nullable Parameters parameters;

    private BodyFacts(Bytes body, int jsonLength) {
        this.body = body;
        this.jsonLength = jsonLength;
        this.members = new Members(Bytes.of(body.array(), body.offset(), jsonLength));
    }

    /**
     * Those of a body.
     *
     * @param jsonLength the header that tells how much of it is JSON
     */
    static BodyFacts of(Bytes body, Optional<String> jsonLength) {
        String header = jsonLength.orElse("");
        if (header.isEmpty()) {
            return new BodyFacts(body, body.length());
        }
        try {
            return new BodyFacts(body, InferRoute.jsonLength(header, body.length()));
        } catch (ServingException noLength) {
            return new BodyFacts(body, 0);
        }
    }

    /** A parameter of the request. */
    Optional<String> parameter(String name) {
        Parameters known = parameters;
        if (known == null) {
            known =
                    whole(() -> members.find("parameters").map(ParametersReader::read))
                            .orElse(Parameters.NONE);
            parameters = known;
        }
        return ParameterText.of(known, name);
    }

    /** The first element of an input. */
    Optional<String> input(String name) {
        Optional<String> known = inputs.get(name);
        if (known == null) {
            known = whole(() -> members.find("inputs").flatMap(list -> element(list, name)));
            inputs.put(name, known);
        }
        return known;
    }

    private static <T> Optional<T> whole(Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (JsonSyntaxException | JsonTypeException | ServingException broken) {
            return Optional.empty();
        }
    }

    private Optional<String> element(JsonReader list, String name) {
        long partAt = jsonLength;
        list.beginArray();
        while (list.hasNext()) {
            Listed input = Listed.read(list);
            if (input.name().equals(name)) {
                return element(input, partAt);
            }
            partAt += Math.min(input.partBytes(), body.length());
        }
        return Optional.empty();
    }

    private Optional<String> element(Listed input, long partAt) {
        var type = Datatype.of(input.datatype(), input.name());
        if (input.dataAt() != Listed.NO_DATA) {
            return JsonElement.of(members.at(input.dataAt()), type);
        }
        if (input.partBytes() > body.length() - partAt) {
            return Optional.empty();
        }
        MemorySegment part =
                MemorySegment.ofArray(body.array())
                        .asSlice(body.offset() + partAt, input.partBytes());
        return FirstElement.ofRaw(type, part);
    }

    /** An element of the list of inputs: where its data are. */
    private record Listed(String name, String datatype, int dataAt, long partBytes) {
        static final int NO_DATA = -1;

        static Listed read(JsonReader json) {
            String name = "";
            String datatype = "";
            int dataAt = NO_DATA;
            long partBytes = 0;
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "name" -> name = json.string();
                    case "datatype" -> datatype = json.string();
                    case "parameters" -> partBytes = partBytes(ParametersReader.read(json));
                    case "data" -> {
                        dataAt = json.position();
                        json.skipValue();
                    }
                    default -> json.skipValue();
                }
            }
            json.endObject();
            return new Listed(name, datatype, dataAt, partBytes);
        }

        private static long partBytes(Parameters parameters) {
            return parameters.whole("binary_data_size").orElse(0L);
        }
    }
}

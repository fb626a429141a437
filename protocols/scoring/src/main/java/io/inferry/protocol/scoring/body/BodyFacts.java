package io.inferry.protocol.scoring.body;

import io.inferry.transport.facts.FirstElement;
import io.inferry.transport.facts.JsonElement;
import io.inferry.transport.facts.Members;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.Base64Object;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonSyntaxException;
import io.inferry.transport.json.JsonTypeException;
import io.inferry.transport.json.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Parameters and the first row of a body, before the body is read. What is broken is absent: the
 * caller is told of it when the body is read.
 */
public final class BodyFacts {
    private static final List<String> PARAMETERS = List.of("params", "parameters");

    private final Bytes body;
    private final BodyForm form;
    private final Members members;
    private final Predicate<String> onlyInput;

    /**
     * @param onlyInput whether the model has one input and it is of this name; asked where values
     *     have no names
     */
    public BodyFacts(Bytes body, BodyForm form, Predicate<String> onlyInput) {
        this.body = body;
        this.form = form;
        this.members = new Members(body);
        this.onlyInput = onlyInput;
    }

    /** A parameter as MLflow's clients send it. */
    public Optional<String> parameter(String name) {
        return form instanceof BodyForm.Json
                ? whole(() ->
                        members.firstOf(PARAMETERS)
                                .flatMap(members::find)
                                .flatMap(json -> value(json, name)))
                : Optional.empty();
    }

    /** The first row's value of a column or an input. */
    public Optional<String> input(String name) {
        return switch (form) {
            case BodyForm.Csv _ -> cell(name);
            case BodyForm.Json _ -> whole(() -> ofRows(name));
        };
    }

    private static Optional<String> whole(Supplier<Optional<String>> reading) {
        try {
            return reading.get();
        } catch (JsonSyntaxException | JsonTypeException broken) {
            return Optional.empty();
        }
    }

    private Optional<String> cell(String name) {
        List<List<String>> lines = CsvLines.first(body, 2);
        int column = lines.size() == 2 ? lines.getFirst().indexOf(name) : -1;
        return column < 0 || column >= lines.getLast().size()
                ? Optional.empty()
                : FirstElement.text(lines.getLast().get(column).getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> ofRows(String name) {
        String member = members.firstOf(JsonBody.FORMS).orElse("");
        Optional<JsonReader> rows = members.find(member);
        return switch (member) {
            case JsonBody.SPLIT -> rows.flatMap(frame -> framed(frame, name));
            case JsonBody.INSTANCES, JsonBody.RECORDS ->
                    rows.flatMap(BodyFacts::firstRow).flatMap(row -> value(row, name));
            case JsonBody.INPUTS -> rows.flatMap(inputs -> value(rowOf(inputs), name));
            default -> Optional.empty();
        };
    }

    private static Optional<JsonReader> firstRow(JsonReader list) {
        list.beginArray();
        return list.hasNext() ? Optional.of(list) : Optional.empty();
    }

    /** MLflow's {@code inputs} may be a list of records. */
    private JsonReader rowOf(JsonReader inputs) {
        if (inputs.peek() != Token.ARRAY) {
            return inputs;
        }
        JsonReader first = members.at(inputs.position());
        first.beginArray();
        return first.hasNext() && first.peek() == Token.OBJECT ? first : inputs;
    }

    private Optional<String> value(JsonReader json, String name) {
        if (json.peek() == Token.OBJECT && !Base64Object.isAhead(json)) {
            return Members.enter(json, name) ? JsonElement.of(json) : Optional.empty();
        }
        return onlyInput.test(name) ? JsonElement.of(json) : Optional.empty();
    }

    private Optional<String> framed(JsonReader frame, String name) {
        int position = frame.position();
        JsonReader columns = members.at(position);
        if (!Members.enter(columns, "columns") || !Members.enter(frame, "data")) {
            return Optional.empty();
        }
        int column = indexOf(columns, name);
        frame.beginArray();
        if (column < 0 || !frame.hasNext()) {
            return Optional.empty();
        }
        frame.beginArray();
        for (int i = 0; i < column && frame.hasNext(); i++) {
            frame.skipValue();
        }
        return JsonElement.of(frame);
    }

    private static int indexOf(JsonReader names, String wanted) {
        names.beginArray();
        for (int i = 0; names.hasNext(); i++) {
            if (names.string().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }
}

package io.inferry.protocol.openinference.grpc;

import io.inferry.protocol.openinference.wire.Parameter;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of {@code map<string, InferParameter>}. */
final class ParameterEntry {
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private ParameterEntry() {}

    /** Adds the entry; one without a value says nothing and is left out. */
    static void readInto(Map<String, Parameter> values, ProtoReader entry) {
        String key = "";
        Optional<Parameter> value = Optional.empty();
        while (entry.next()) {
            switch (entry.field()) {
                case KEY -> key = entry.string();
                case VALUE -> value = readValue(entry.message());
                default -> entry.skip();
            }
        }
        if (value.isPresent()) {
            values.put(key, value.get());
        }
    }

    /** The last alternative sent wins, as it does for every oneof. */
    private static Optional<Parameter> readValue(ProtoReader message) {
        Optional<Parameter> value = Optional.empty();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> value = Optional.of(new Parameter.Flag(message.varint() != 0));
                case 2 -> value = Optional.of(new Parameter.Whole(message.varint()));
                case 3 -> value = Optional.of(new Parameter.Text(message.string()));
                case 4 ->
                        value =
                                Optional.of(
                                        new Parameter.Real(
                                                Double.longBitsToDouble(message.fixed64())));
                case 5 -> value = Optional.of(new Parameter.Whole(unsigned(message.varint())));
                default -> message.skip();
            }
        }
        return value;
    }

    private static long unsigned(long bits) {
        return bits < 0 ? Long.MAX_VALUE : bits;
    }
}

package io.inferry.protocol.openinference.grpc;

import io.inferry.protocol.openinference.wire.Declaration;
import io.inferry.protocol.openinference.wire.Parameter;
import io.inferry.protocol.openinference.wire.Parameters;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An InferInputTensor before its elements are read: fields come in any order, and the elements make
 * sense only once datatype and shape are known.
 */
final class InputMessage {
    private static final int RANK_EXPECTED = 8;

    private String name = "";
    private String datatype = "";
    private long[] dims = new long[RANK_EXPECTED];
    private int rank;
    private final Map<String, Parameter> parameters = new HashMap<>();
    private Optional<ProtoReader> contents = Optional.empty();

    static InputMessage read(ProtoReader message) {
        InputMessage input = new InputMessage();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> input.name = message.string();
                case 2 -> input.datatype = message.string();
                case 3 -> input.readDims(message);
                case 4 -> ParameterEntry.readInto(input.parameters, message.message());
                case 5 -> input.contents = Optional.of(message.message());
                default -> message.skip();
            }
        }
        return input;
    }

    private void readDims(ProtoReader message) {
        if (!message.hasLength()) {
            addDim(message.varint());
            return;
        }
        long end = message.beginPacked();
        while (message.position() < end) {
            addDim(message.varint());
        }
    }

    private void addDim(long dim) {
        Declaration.checkRank(rank + 1, name);
        if (rank == dims.length) {
            dims = Arrays.copyOf(dims, 2 * rank);
        }
        dims[rank++] = dim;
    }

    String name() {
        return name;
    }

    Declaration declaration() {
        return Declaration.of(name, datatype, Arrays.copyOf(dims, rank));
    }

    Parameters parameters() {
        return new Parameters(parameters);
    }

    /** The typed elements; valid as long as the whole message is. */
    Optional<ProtoReader> contents() {
        return contents;
    }
}

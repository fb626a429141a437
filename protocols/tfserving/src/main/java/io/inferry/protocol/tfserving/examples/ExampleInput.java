package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the message {@code Input}. Examples stay the bytes they came as: each is a field with a
 * length, whose bytes are the serialized Example.
 */
final class ExampleInput {
    private static final int EXAMPLE_LIST = 1;
    private static final int EXAMPLE_LIST_WITH_CONTEXT = 2;
    private static final int EXAMPLES = 1;
    private static final int CONTEXT = 2;
    private static final byte[] NO_CONTEXT = {};

    private final List<byte[]> examples = new ArrayList<>();
    private byte[] context = NO_CONTEXT;
    private int kind;

    /** Reads one piece of it; of the two kinds of list the last one sent counts. */
    void read(ProtoReader input) {
        while (input.next()) {
            switch (input.field()) {
                case EXAMPLE_LIST, EXAMPLE_LIST_WITH_CONTEXT -> {
                    becomes(input.field());
                    readList(input.message());
                }
                default -> input.skip();
            }
        }
    }

    private void becomes(int wanted) {
        if (kind != wanted) {
            kind = wanted;
            examples.clear();
            context = NO_CONTEXT;
        }
    }

    private void readList(ProtoReader list) {
        while (list.next()) {
            if (list.field() == EXAMPLES) {
                examples.add(list.bytes());
            } else if (list.field() == CONTEXT && kind == EXAMPLE_LIST_WITH_CONTEXT) {
                context = Concatenation.of(context, list.bytes());
            } else {
                list.skip();
            }
        }
    }

    /**
     * The examples, each with the context's features in front.
     *
     * @throws ServingException TOO_LARGE when they are more than a request may have
     */
    List<byte[]> examples() {
        return Concatenation.inFrontOf(context, examples);
    }
}

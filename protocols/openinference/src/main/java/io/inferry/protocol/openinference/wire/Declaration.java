package io.inferry.protocol.openinference.wire;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.util.Arrays;

/** An input as its sender declares it, before a byte of it was read. */
public record Declaration(String name, DataType dataType, Shape shape) {
    /** More dimensions than any model has; keeps hostile shapes out of every loop and message. */
    public static final int RANK_MAX = 64;

    public Declaration {
        if (name.isEmpty()) {
            throw ServingException.invalidArgument("an input has no name");
        }
    }

    /**
     * An input from the words of the wire.
     *
     * @throws ServingException INVALID_ARGUMENT for an unknown type, a negative dimension or more
     *     elements than a long can count
     */
    public static Declaration of(String name, String wireType, long... dims) {
        for (long dim : dims) {
            if (dim < 0) {
                throw ServingException.invalidArgument(
                        "Unable to parse 'shape': "
                                + Arrays.toString(dims)
                                + " of input '"
                                + name
                                + "' has a negative dimension");
            }
        }
        Shape shape = Shape.of(dims);
        shape.elements();
        return new Declaration(name, Datatype.of(wireType, name), shape);
    }

    /** Refuses a shape of too many dimensions before it is stored. */
    public static void checkRank(int rank, String input) {
        if (rank > RANK_MAX) {
            throw ServingException.invalidArgument(
                    "Unable to parse 'shape': input '"
                            + input
                            + "' has more than "
                            + RANK_MAX
                            + " dimensions");
        }
    }
}

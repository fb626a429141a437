package io.inferry.protocol.tfserving.grpc;

import io.inferry.transport.protobuf.ProtoReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A TensorProto before its elements are read: fields come in any order, and the elements make sense
 * only once type and shape are known.
 */
final class TensorMessage {
    /** TensorFlow's limit. */
    private static final int RANK_MAX = 254;

    private static final int RANK_EXPECTED = 8;

    private final ProtoReader whole;
    private int type;
    private long[] dims = new long[RANK_EXPECTED];
    private int rank;
    private boolean shapeKnown = true;
    private @Nullable ProtoReader content;

    private TensorMessage(ProtoReader whole) {
        this.whole = whole;
    }

    static TensorMessage read(ProtoReader message) {
        TensorMessage tensor = new TensorMessage(message.again());
        while (message.next()) {
            switch (message.field()) {
                case 1 -> tensor.type = (int) message.varint();
                case 2 -> tensor.readShape(message.message());
                case 4 -> tensor.content = message.message();
                default -> message.skip();
            }
        }
        return tensor;
    }

    private void readShape(ProtoReader shape) {
        while (shape.next()) {
            switch (shape.field()) {
                case 2 -> addDim(readDim(shape.message()));
                case 3 -> shapeKnown &= shape.varint() == 0;
                default -> shape.skip();
            }
        }
    }

    private static long readDim(ProtoReader dim) {
        long size = 0;
        while (dim.next()) {
            if (dim.field() == 1) {
                size = dim.varint();
            } else {
                dim.skip();
            }
        }
        return size;
    }

    private void addDim(long size) {
        if (rank == RANK_MAX || size < 0) {
            shapeKnown = false;
            return;
        }
        if (rank == dims.length) {
            dims = Arrays.copyOf(dims, 2 * rank);
        }
        dims[rank++] = size;
    }

    /** TensorFlow's number of the element type. */
    int type() {
        return type;
    }

    /** Whether the shape is one that a tensor can have. */
    boolean hasShape() {
        return shapeKnown;
    }

    /** The dimensions, none below zero. */
    long[] dims() {
        return Arrays.copyOf(dims, rank);
    }

    /** All elements in one piece, where the sender chose that form. */
    @Nullable ProtoReader content() {
        return content != null && content.remaining() > 0 ? content : null;
    }

    /** All fields once more, for those that hold single elements. */
    ProtoReader fields() {
        return whole;
    }
}

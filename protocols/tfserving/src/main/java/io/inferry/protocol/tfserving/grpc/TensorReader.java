package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.wire.TypeNumber;
import io.inferry.transport.protobuf.ProtoReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Makes tensors of TensorProtos as {@code Tensor::FromProto} does: {@code tensor_content} wins when
 * it is not empty and must then have exactly the bytes of the shape; else the single elements
 * count, of which the last stands for all that are missing.
 */
final class TensorReader {
    /**
     * A few bytes can claim any shape, because missing elements are filled in. Up to here a tensor
     * may be larger than {@link #GROWTH_MAX} times what was sent for it.
     */
    static final long FILLED_BYTES_MAX = 64L << 20;

    /** A small int64 takes one byte on the wire. */
    private static final int GROWTH_MAX = Long.BYTES;

    /** What an element of no bytes costs on the heap. */
    private static final int STRING_BYTES = 8;

    private final TensorMemory memory;

    TensorReader(TensorMemory memory) {
        this.memory = memory;
    }

    /**
     * The value of one input.
     *
     * @throws ServingException INVALID_ARGUMENT when the bytes are no protobuf, RESOURCE_EXHAUSTED
     *     when there is no memory for it or it would be out of proportion
     */
    InputValue read(ProtoReader message) {
        TensorMessage tensor = TensorMessage.read(message);
        @Nullable DataType type = TypeNumber.type(tensor.type());
        if (type == null) {
            @Nullable String foreign = TypeNumber.foreignName(tensor.type());
            return foreign == null ? new InputValue.Malformed() : new InputValue.Foreign(foreign);
        }
        @Nullable Tensor read = tensor.hasShape() ? read(tensor, type) : null;
        return read == null ? new InputValue.Malformed() : new InputValue.Read(read);
    }

    private @Nullable Tensor read(TensorMessage tensor, DataType type) {
        @Nullable Shape shape = countable(tensor.dims(), type);
        if (shape == null) {
            return null;
        }
        @Nullable ProtoReader content = tensor.content();
        if (type == DataType.STRING) {
            if (content != null) {
                return StringValues.packed(shape, content);
            }
            checkGrowth(shape.elements() * STRING_BYTES, tensor.fields());
            return StringValues.repeated(shape, tensor.fields());
        }
        long byteSize = NumericTensor.byteSize(type, shape);
        if (content == null) {
            checkGrowth(byteSize, tensor.fields());
        } else if (content.remaining() != byteSize) {
            return null;
        }
        return readNumbers(NumericTensor.allocate(memory, type, shape), content, tensor.fields());
    }

    /** Null when bytes or elements cannot be counted. */
    private static @Nullable Shape countable(long[] dims, DataType type) {
        long bytes = Math.max(type.byteSize(), STRING_BYTES);
        for (long dim : dims) {
            if (dim != 0 && bytes > Long.MAX_VALUE / dim) {
                return null;
            }
            bytes *= dim;
        }
        return Shape.of(dims);
    }

    private static Tensor readNumbers(
            NumericTensor tensor, @Nullable ProtoReader content, ProtoReader fields) {
        boolean filled = false;
        try {
            if (content == null) {
                TypedValues.fill(tensor, fields);
            } else {
                content.copyTo(tensor.segment());
                clean(tensor);
            }
            filled = true;
            return tensor;
        } finally {
            if (!filled) {
                tensor.close();
            }
        }
    }

    /** A model that is compiled for 0 and 1 may do anything at all on another byte. */
    private static void clean(NumericTensor tensor) {
        if (tensor.dataType() != DataType.BOOL) {
            return;
        }
        MemorySegment bytes = tensor.segment();
        for (long i = 0; i < bytes.byteSize(); i++) {
            boolean value = bytes.get(ValueLayout.JAVA_BYTE, i) != 0;
            bytes.set(ValueLayout.JAVA_BYTE, i, (byte) (value ? 1 : 0));
        }
    }

    private static void checkGrowth(long byteSize, ProtoReader sent) {
        if (byteSize > FILLED_BYTES_MAX && byteSize / GROWTH_MAX > sent.remaining()) {
            throw ServingException.resourceExhausted(
                    "a tensor of "
                            + byteSize
                            + " bytes is to be filled from a message of "
                            + sent.remaining()
                            + "; at most "
                            + FILLED_BYTES_MAX
                            + " bytes may be");
        }
    }
}

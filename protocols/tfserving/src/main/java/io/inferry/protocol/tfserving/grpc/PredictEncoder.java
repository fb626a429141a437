package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.protocol.tfserving.wire.TensorForm;
import io.inferry.protocol.tfserving.wire.TypeNumber;
import io.inferry.transport.protobuf.ProtoWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one PredictResponse. Elements that lie in memory as they go over the wire are sent from
 * there: all numbers in {@code tensor_content}, floats, doubles and booleans in their own fields.
 */
final class PredictEncoder {
    private static final int OUTPUTS = 1;
    private static final int MODEL_SPEC = 2;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    /** Room for everything beside the elements. */
    private static final int REST_BYTES_MAX = 1 << 20;

    private final TensorForm form;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private final ProtoWriter writer = new ProtoWriter();
    private long bytesLeft = Integer.MAX_VALUE - REST_BYTES_MAX;

    PredictEncoder(TensorForm form) {
        this.form = form;
    }

    /**
     * The message in pieces, some of them views of the answer's memory.
     *
     * @throws ServingException TOO_LARGE when it is no message any more
     */
    List<ByteBuffer> encode(PredictAnswer reply) {
        reply.answer().outputs().forEach(this::output);
        ModelId id = reply.answer().id();
        writer.message(
                MODEL_SPEC,
                new ProtoWriter()
                        .string(1, reply.model())
                        .message(2, new ProtoWriter().integer(1, id.version()))
                        .string(3, reply.answer().signature().name()));
        parts.add(writer.take());
        return parts;
    }

    private void output(String alias, Tensor tensor) {
        ProtoWriter head = new ProtoWriter();
        head.integer(1, TypeNumber.of(tensor.dataType()));
        head.message(2, shape(tensor.shape().toArray()));
        ByteBuffer elements = elements(tensor, head);
        int valueBytes = head.length() + elements.remaining();
        ProtoWriter entry =
                new ProtoWriter().string(KEY, alias).lengthOf(VALUE, valueBytes).fields(head);
        writer.lengthOf(OUTPUTS, entry.length() + elements.remaining()).fields(entry);
        parts.add(writer.take());
        parts.add(elements);
    }

    private static ProtoWriter shape(long... dims) {
        ProtoWriter shape = new ProtoWriter();
        for (long dim : dims) {
            shape.message(2, new ProtoWriter().integer(1, dim));
        }
        return shape;
    }

    /** The elements' bytes, whose tag and length go into the head. */
    private ByteBuffer elements(Tensor tensor, ProtoWriter head) {
        boolean typed = form == TensorForm.TYPED;
        int field = typed ? ValueField.of(tensor.dataType()) : ValueField.CONTENT;
        if (tensor instanceof StringTensor strings) {
            take(EncodedStrings.bytesMax(strings));
            return typed
                    ? EncodedStrings.repeated(strings, field)
                    : delimited(head, field, EncodedStrings.packed(strings));
        }
        NumericTensor numbers = (NumericTensor) tensor;
        if (typed && !liesAsItGoes(numbers.dataType())) {
            PackedVarints varints = new PackedVarints(numbers);
            long byteSize = varints.byteSize();
            take(byteSize);
            return delimited(head, field, varints.encode((int) byteSize));
        }
        take(numbers.byteSize());
        return delimited(head, field, numbers.segment().asByteBuffer());
    }

    private static ByteBuffer delimited(ProtoWriter head, int field, ByteBuffer bytes) {
        if (bytes.hasRemaining()) {
            head.lengthOf(field, bytes.remaining());
        }
        return bytes;
    }

    /** Booleans are bytes of 0 and 1, which are varints of one byte. */
    private static boolean liesAsItGoes(DataType type) {
        return type == DataType.FLOAT32 || type == DataType.FLOAT64 || type == DataType.BOOL;
    }

    private void take(long bytes) {
        bytesLeft -= bytes;
        if (bytesLeft < 0) {
            throw ServingException.of(
                    ErrorCode.TOO_LARGE,
                    "the answer has "
                            + (Integer.MAX_VALUE - bytesLeft)
                            + " bytes or more, one gRPC message holds at most "
                            + Integer.MAX_VALUE);
        }
    }
}

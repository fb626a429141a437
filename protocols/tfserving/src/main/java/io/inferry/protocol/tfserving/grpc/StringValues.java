package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads strings: one by one, or as TensorFlow packs a list of them into {@code tensor_content}. */
final class StringValues {
    private static final byte[] EMPTY = {};

    private StringValues() {}

    /** From a TensorProto's fields; the last one stands for all that are missing. */
    static StringTensor repeated(Shape shape, ProtoReader fields) {
        int count = Math.toIntExact(shape.elements());
        int field = ValueField.of(DataType.STRING);
        List<byte[]> elements = new ArrayList<>();
        while (fields.next()) {
            if (fields.field() == field && elements.size() < count) {
                elements.add(fields.bytes());
            } else {
                fields.skip();
            }
        }
        byte[] last = elements.isEmpty() ? EMPTY : elements.getLast();
        elements.addAll(Collections.nCopies(count - elements.size(), last));
        return StringTensor.of(shape, elements);
    }

    /** All lengths, then all bytes; null when they do not add up. */
    static @Nullable StringTensor packed(Shape shape, ProtoReader content) {
        if (shape.elements() > content.remaining()) {
            return null;
        }
        int[] lengths = new int[(int) shape.elements()];
        long sum = 0;
        for (int i = 0; i < lengths.length; i++) {
            long length = content.remaining() == 0 ? -1 : content.nextVarint();
            if (length < 0 || length > content.remaining()) {
                return null;
            }
            lengths[i] = (int) length;
            sum += length;
        }
        if (sum != content.remaining()) {
            return null;
        }
        List<byte[]> elements = new ArrayList<>(lengths.length);
        for (int length : lengths) {
            elements.add(content.nextBytes(length));
        }
        return StringTensor.of(shape, elements);
    }
}

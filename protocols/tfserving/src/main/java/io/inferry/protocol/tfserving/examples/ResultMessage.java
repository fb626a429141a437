package io.inferry.protocol.tfserving.examples;

import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.transport.protobuf.ProtoWriter;
import java.util.Arrays;

/** Writes what a head said as the messages of classification.proto and regression.proto. */
final class ResultMessage {
    /** Classifications, regressions, and in them classes. */
    private static final int ENTRIES = 1;

    private static final int VALUE = 1;
    private static final int LABEL = 1;
    private static final int SCORE = 2;
    private static final int NAME = 1;
    private static final int VERSION = 2;
    private static final int SIGNATURE_NAME = 3;

    /** A tag of one byte and a fixed32. */
    private static final int FLOAT_BYTES = 1 + Float.BYTES;

    private ResultMessage() {}

    /** The ModelSpec of an answer: as asked, but by number and never by label. */
    static ProtoWriter modelSpec(RequestedModel asked, long version) {
        return new ProtoWriter()
                .string(NAME, asked.name())
                .message(VERSION, new ProtoWriter().integer(VALUE, version))
                .string(SIGNATURE_NAME, asked.signatureName());
    }

    /** A ClassificationResult or a RegressionResult. */
    static ProtoWriter of(ExampleResult result) {
        return switch (result) {
            case Classifications classifications -> of(classifications);
            case Regressions regressions -> of(regressions);
        };
    }

    private static ProtoWriter of(Regressions regressions) {
        ProtoWriter message = new ProtoWriter();
        for (int i = 0; i < regressions.examples(); i++) {
            float value = regressions.value(i);
            message.lengthOf(ENTRIES, byteSize(value)).decimal(VALUE, value);
        }
        return message;
    }

    private static ProtoWriter of(Classifications classifications) {
        ProtoWriter message = new ProtoWriter();
        int[] sizes = new int[classifications.classes()];
        for (int i = 0; i < classifications.examples(); i++) {
            for (int c = 0; c < sizes.length; c++) {
                sizes[c] =
                        byteSize(classifications.label(i, c))
                                + byteSize(classifications.score(i, c));
            }
            message.lengthOf(ENTRIES, Arrays.stream(sizes).map(ResultMessage::framed).sum());
            for (int c = 0; c < sizes.length; c++) {
                message.lengthOf(ENTRIES, sizes[c]);
                byte[] label = classifications.label(i, c);
                if (label.length > 0) {
                    message.bytes(LABEL, label);
                }
                message.decimal(SCORE, classifications.score(i, c));
            }
        }
        return message;
    }

    private static int byteSize(float value) {
        return Float.floatToRawIntBits(value) == 0 ? 0 : FLOAT_BYTES;
    }

    private static int byteSize(byte[] label) {
        return label.length == 0 ? 0 : framed(label.length);
    }

    /** With a tag of one byte and the length in front. */
    private static int framed(int size) {
        int lengthBytes = 1;
        for (int left = size >>> 7; left != 0; left >>>= 7) {
            lengthBytes++;
        }
        return 1 + lengthBytes + size;
    }
}

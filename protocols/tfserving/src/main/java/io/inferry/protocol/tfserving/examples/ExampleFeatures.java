package io.inferry.protocol.tfserving.examples;

import io.inferry.transport.protobuf.ProtoReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;

/** Finds the features of a serialized {@code tf.Example}. */
final class ExampleFeatures {
    /** The fields of a Feature: which of them it has says of what kind its values are. */
    static final int BYTES_LIST = 1;

    static final int FLOAT_LIST = 2;
    static final int INT64_LIST = 3;

    /** The field of each of these lists. */
    static final int VALUES = 1;

    private static final int FEATURES = 1;
    private static final int FEATURE = 1;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private ExampleFeatures() {}

    /**
     * Hands over each feature with its name, in the order written; one without a value is empty.
     *
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT when the bytes are no message
     */
    static void each(byte[] example, BiConsumer<String, ProtoReader> taker) {
        ProtoReader whole = ProtoReader.of(List.of(ByteBuffer.wrap(example)), example.length);
        while (whole.next()) {
            if (whole.field() == FEATURES) {
                readFeatures(whole.message(), taker);
            } else {
                whole.skip();
            }
        }
    }

    private static void readFeatures(ProtoReader features, BiConsumer<String, ProtoReader> taker) {
        while (features.next()) {
            if (features.field() == FEATURE) {
                readEntry(features.message(), taker);
            } else {
                features.skip();
            }
        }
    }

    private static void readEntry(ProtoReader entry, BiConsumer<String, ProtoReader> taker) {
        String name = "";
        ProtoReader feature = ProtoReader.empty();
        while (entry.next()) {
            switch (entry.field()) {
                case KEY -> name = entry.string();
                case VALUE -> feature = entry.message();
                default -> entry.skip();
            }
        }
        taker.accept(name, feature);
    }
}

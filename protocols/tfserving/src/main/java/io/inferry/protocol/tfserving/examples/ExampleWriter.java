package io.inferry.protocol.tfserving.examples;

import io.inferry.transport.protobuf.ProtoWriter;
import java.nio.ByteBuffer;

/** Writes one serialized {@code tensorflow.Example}. */
public final class ExampleWriter {
    private static final int FEATURES = 1;
    private static final int FEATURE = 1;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private static final byte[] NO_FEATURES = {};

    private final ProtoWriter features = new ProtoWriter();
    private boolean empty = true;

    /** Adds a feature; of two with one name readers take the later. */
    public void add(FeatureWriter feature) {
        empty = false;
        features.message(
                FEATURE,
                new ProtoWriter().string(KEY, feature.name()).message(VALUE, feature.toMessage()));
    }

    /** The message. */
    public byte[] toBytes() {
        if (empty) {
            return NO_FEATURES;
        }
        ByteBuffer message = new ProtoWriter().message(FEATURES, features).take();
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return bytes;
    }
}

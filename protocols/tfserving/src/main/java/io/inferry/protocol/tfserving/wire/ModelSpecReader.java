package io.inferry.protocol.tfserving.wire;

import io.inferry.api.model.VersionChoice;
import io.inferry.transport.protobuf.ProtoReader;

/** Reads a ModelSpec, which may come in several pieces: the last value of each field counts. */
public final class ModelSpecReader {
    private String name = "";
    private String signature = "";
    private VersionChoice version = VersionChoice.LATEST;

    /** Reads one piece. */
    public void read(ProtoReader spec) {
        while (spec.next()) {
            switch (spec.field()) {
                case 1 -> name = spec.string();
                case 2 -> version = new VersionChoice.Exact(readWrapped(spec.message()));
                case 3 -> signature = spec.string();
                case 4 -> version = new VersionChoice.Label(spec.string());
                default -> spec.skip();
            }
        }
    }

    /** A google.protobuf.Int64Value. */
    private static long readWrapped(ProtoReader wrapper) {
        long value = 0;
        while (wrapper.next()) {
            if (wrapper.field() == 1) {
                value = wrapper.varint();
            } else {
                wrapper.skip();
            }
        }
        return value;
    }

    /** What the pieces ask for together. */
    public RequestedModel model() {
        return new RequestedModel(name, version, signature);
    }
}

package io.inferry.protocol.openinference.grpc;

import io.inferry.api.model.ModelRef;
import io.inferry.protocol.openinference.wire.ModelNames;
import io.inferry.transport.protobuf.ProtoReader;

/** ModelReadyRequest and ModelMetadataRequest, which look alike. */
record NamedModel(String name, String version) {
    static NamedModel read(ProtoReader message) {
        String name = "";
        String version = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.string();
                case 2 -> version = message.string();
                default -> message.skip();
            }
        }
        return new NamedModel(name, version);
    }

    ModelRef ref() {
        return ModelNames.ref(name, version);
    }
}

package io.inferry.protocol.openinference.grpc;

import io.inferry.transport.protobuf.ProtoReader;

/** A message without fields. */
record Nothing() {
    static Nothing read(ProtoReader message) {
        while (message.next()) {
            message.skip();
        }
        return new Nothing();
    }
}

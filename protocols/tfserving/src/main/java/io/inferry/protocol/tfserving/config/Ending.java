package io.inferry.protocol.tfserving.config;

import io.inferry.api.ServingException;
import io.inferry.api.peer.PeerStart;
import io.inferry.protocol.tfserving.wire.WireCode;

/** How upstream ends a start that cannot be. */
final class Ending {
    /** What a shell shows of -1. */
    private static final int FAILED = 255;

    private Ending() {}

    static PeerStart.Exit failed(ServingException failure) {
        String err =
                failure.getCause() instanceof TextFile.Mistake mistake
                        ? mistake.getMessage() + "\n"
                        : "";
        return failed(WireCode.of(failure.code()).name() + ": " + failure.text(), err);
    }

    static PeerStart.Exit failed(String status) {
        return failed(status, "");
    }

    private static PeerStart.Exit failed(String status, String err) {
        return new PeerStart.Exit(FAILED, "Failed to start server. Error: " + status + "\n", err);
    }

    static PeerStart.Exit usage(String usage, String err) {
        return new PeerStart.Exit(FAILED, usage, err);
    }

    static PeerStart.Exit version() {
        return new PeerStart.Exit(
                0,
                """
                TensorFlow ModelServer: 2.20.0-inferry
                TensorFlow Library: of the plug-in tensorflow
                """,
                "");
    }
}

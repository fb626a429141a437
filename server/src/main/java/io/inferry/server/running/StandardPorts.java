package io.inferry.server.running;

import io.inferry.transport.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.ToIntFunction;

/** Where listeners go whose port nobody configured. */
public enum StandardPorts implements ToIntFunction<Endpoint> {
    /** Where peers listen; a port that is taken ends the start with an error. */
    REQUIRED {
        @Override
        public int applyAsInt(Endpoint endpoint) {
            return endpoint.standardPort();
        }
    },
    /** Where peers listen, or any free port when that one is taken: for a first try. */
    IF_FREE {
        @Override
        public int applyAsInt(Endpoint endpoint) {
            return isFree(endpoint.standardPort()) ? endpoint.standardPort() : 0;
        }
    },
    /** Any free port: for the training run. */
    NEVER {
        @Override
        public int applyAsInt(Endpoint endpoint) {
            return 0;
        }
    };

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}

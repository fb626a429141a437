package io.inferry.transport.listen;

import io.inferry.api.ServingException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One listener.
 *
 * @param name as endpoints name it
 * @param host the address to bind; empty: the one of all listeners
 * @param port 0 for any free one, {@link #NO_PORT} for none: then there is a Unix socket
 * @param unixSocket a path to listen on beside the port, without TLS; a socket left there by a dead
 *     process is replaced
 * @param tls empty for plain text
 */
public record ListenerSettings(
        String name,
        Optional<String> host,
        int port,
        Optional<Path> unixSocket,
        Optional<TlsFiles> tls) {
    /** Listens on its Unix socket alone. */
    public static final int NO_PORT = -1;

    /** The largest port. */
    private static final int PORT_MAX = 65_535;

    public ListenerSettings {
        if (port == NO_PORT && unixSocket.isEmpty()) {
            throw ServingException.invalidArgument(
                    "listener '" + name + "' needs a port or a Unix socket, and has neither");
        }
        if (port < NO_PORT || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "port of listener '" + name + "' must be 0 to " + PORT_MAX + ", was " + port);
        }
    }

    /** Plain text on a port. */
    public static ListenerSettings onPort(String name, int port) {
        return new ListenerSettings(
                name, Optional.empty(), port, Optional.empty(), Optional.empty());
    }

    /** The same with TLS. */
    public ListenerSettings withTls(TlsFiles files) {
        return new ListenerSettings(name, host, port, unixSocket, Optional.of(files));
    }

    /** The same, reachable through a Unix socket too. */
    public ListenerSettings withUnixSocket(Path path) {
        return new ListenerSettings(name, host, port, Optional.of(path), tls);
    }
}

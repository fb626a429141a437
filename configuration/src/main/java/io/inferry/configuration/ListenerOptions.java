package io.inferry.configuration;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an operator may set for one listener.
 *
 * @param enabled whether it is opened at all
 * @param host empty: the server's host, or the listener's own standard
 * @param port 0 for any free one, {@link #NO_PORT} for none; empty: where peers listen
 * @param unix a socket file to listen on beside the port
 */
public record ListenerOptions(
        boolean enabled,
        Optional<String> host,
        Optional<Integer> port,
        Optional<Path> unix,
        Optional<TlsSettings> tls) {
    /** It listens on its socket file alone. */
    public static final int NO_PORT = -1;

    /** Open, on the standard port, without TLS. */
    public static final ListenerOptions STANDARD =
            new ListenerOptions(
                    true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Each a path of a PEM file or the PEM text itself.
     *
     * @param clientCa where set, callers must show a certificate that it signed
     */
    public record TlsSettings(String certificate, String key, Optional<String> clientCa) {
        /** Without the key, which may be here as text. */
        @Override
        public String toString() {
            return "TlsSettings";
        }
    }
}

package io.inferry.experiment.command.terminal;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say which Inferry server is meant. */
public final class Connection {
    private static final String ADMIN = "http://127.0.0.1:8090";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = ADMIN,
            description = "The server's admin listener. Standard: ${DEFAULT-VALUE}")
    private URI url = URI.create(ADMIN);

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for an answer. Standard: ${DEFAULT-VALUE}")
    private int timeoutSeconds = 30;

    /** The server; asks nothing yet. */
    public RemoteServer open() {
        return new RemoteServer(
                "an Inferry server's admin listener (--url)",
                url,
                Duration.ofSeconds(Math.max(1, timeoutSeconds)),
                Map.of());
    }
}

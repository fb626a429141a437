package io.inferry.server.running;

import io.inferry.api.peer.PeerStart;
import io.inferry.configuration.Configuration;
import io.inferry.server.log.LogSetup;
import java.io.PrintStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code inferry serve} can be asked to do. */
public final class Serve {
    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);
    private static final Duration TRAINING_MAX = Duration.ofMinutes(1);

    private final PrintStream out;

    /**
     * @param out for the banner
     */
    public Serve(PrintStream out) {
        this.out = out;
    }

    /** Serves until the process is told to stop; then the process ends with status 0. */
    public int untilStopped(Configuration configuration) {
        StopSignal stop = StopSignal.listen();
        Server server = start(configuration, StandardPorts.REQUIRED);
        out.print(Banner.of(configuration.settings(), server.addresses()));
        out.flush();
        return awaitStop(server, stop);
    }

    /** Serves sample models on loopback, each listener on a free port if its own is taken. */
    public int demo(Configuration configuration) {
        StopSignal stop = StopSignal.listen();
        Server server = start(configuration, StandardPorts.IF_FREE);
        server.awaitLoaded(TRAINING_MAX);
        out.print(new DemoBanner(server).text());
        out.flush();
        return awaitStop(server, stop);
    }

    /**
     * Serves as a peer's arguments ask, until the process is told to stop.
     *
     * @return the status that the process ends with
     */
    public int peer(Configuration configuration, PeerStart.Run run) {
        StopSignal stop = StopSignal.listen();
        setUp(configuration);
        return switch (PeerServer.start(configuration.settings(), run, stop.asked())) {
            case PeerServer.Outcome.Ends(PeerStart.Exit exit) -> exit(exit);
            case PeerServer.Outcome.Serves(PeerServer peer) -> {
                out.print(Banner.of(configuration.settings(), peer.server().addresses()));
                out.flush();
                try (peer) {
                    stop.await();
                }
                yield 0;
            }
        };
    }

    /** Prints, and gives the status. */
    public int exit(PeerStart.Exit exit) {
        out.print(exit.out());
        out.flush();
        System.err.print(exit.err());
        System.err.flush();
        return exit.status();
    }

    /** Starts, answers a few requests over every protocol, and ends. */
    public int rehearse(Configuration configuration) {
        try (Server server = start(configuration, StandardPorts.NEVER)) {
            server.awaitLoaded(TRAINING_MAX);
            out.print(Banner.of(configuration.settings(), server.addresses()));
            server.rehearse();
        }
        return 0;
    }

    private static Server start(Configuration configuration, StandardPorts ports) {
        setUp(configuration);
        return Server.start(configuration.settings(), ports);
    }

    private static void setUp(Configuration configuration) {
        LogSetup.apply(configuration.settings().log());
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> LOG.error("uncaught thread={}", thread.getName(), failure));
        for (String variable : configuration.ignoredVariables()) {
            LOG.warn("environment variable fits no key name={}", variable);
        }
    }

    private static int awaitStop(Server server, StopSignal stop) {
        try (server) {
            stop.await();
        }
        return 0;
    }
}

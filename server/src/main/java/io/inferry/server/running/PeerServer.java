package io.inferry.server.running;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.peer.PeerStart;
import io.inferry.configuration.ServerSettings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that was started by a peer's arguments, and what it does again and again. */
final class PeerServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerServer.class);

    /** Told to stop before there was anything to serve. */
    private static final PeerStart.Exit STOPPED = new PeerStart.Exit(0, "", "");

    private final Server server;
    private final ScheduledExecutorService refresher =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("inferry-refresh").factory());

    private PeerServer(Server server, Optional<PeerStart.Refresh> refresh) {
        this.server = server;
        refresh.ifPresent(this::repeat);
    }

    /** What came of a start: a server, or nothing but an end. */
    sealed interface Outcome {
        /** It serves. */
        record Serves(PeerServer server) implements Outcome {}

        /** It does not. */
        record Ends(PeerStart.Exit exit) implements Outcome {}
    }

    /**
     * Loads the models, waits for as long as the peer would and opens the sockets.
     *
     * @param stop completes when nobody wants the server any more
     */
    static Outcome start(ServerSettings settings, PeerStart.Run run, CompletableFuture<Void> stop) {
        LoadingServer loading =
                LoadingServer.load(settings, serving -> serving.declared(run.models()));
        PeerStart.Verdict verdict;
        try {
            verdict = await(run.opening(), loading.management(), stop);
        } catch (RuntimeException refused) {
            loading.close();
            throw refused;
        }
        return switch (verdict) {
            case PeerStart.Exit exit -> {
                loading.close();
                yield new Outcome.Ends(exit);
            }
            case PeerStart.Open(var warnings) -> {
                warnings.forEach(warning -> LOG.warn("{}", warning));
                Server server = loading.open(StandardPorts.IF_FREE);
                yield new Outcome.Serves(new PeerServer(server, run.refresh()));
            }
        };
    }

    private static PeerStart.Verdict await(
            PeerStart.Opening opening, Management management, CompletableFuture<Void> stop) {
        try (ExecutorService thread = Executors.newSingleThreadExecutor(daemon())) {
            Future<PeerStart.Verdict> verdict = thread.submit(() -> opening.await(management));
            var _ = stop.thenRun(thread::shutdownNow);
            return verdict.get();
        } catch (ExecutionException e) {
            if (stop.isDone()) {
                return STOPPED;
            }
            if (e.getCause() instanceof ServingException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return STOPPED;
        }
    }

    private static ThreadFactory daemon() {
        return Thread.ofPlatform().daemon().name("inferry-opening").factory();
    }

    private void repeat(PeerStart.Refresh refresh) {
        long millis = refresh.pause().toMillis();
        var _ =
                refresher.scheduleWithFixedDelay(
                        () -> refresh(refresh), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Whatever one time fails with, the next one comes. */
    private void refresh(PeerStart.Refresh refresh) {
        try {
            refresh.act().accept(server.management());
        } catch (ServingException refused) {
            LOG.error("refresh failed reason={}", refused.text());
        } catch (RuntimeException bug) {
            LOG.error("refresh failed", bug);
        }
    }

    Server server() {
        return server;
    }

    @Override
    public void close() {
        refresher.shutdownNow();
        server.close();
    }
}

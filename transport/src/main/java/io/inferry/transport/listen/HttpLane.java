package io.inferry.transport.listen;

import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One HTTP listener's part on one event loop: its connections, their timeouts, its counts. Touched
 * by that loop's thread only; the counts may be read by others.
 */
final class HttpLane {
    /** A timeout may be noticed this fraction of itself late. */
    private static final int SWEEPS_PER_TIMEOUT = 8;

    private static final long SWEEP_MILLIS_MAX = 1_000;

    private final EventLoop loop;
    private final HttpService service;
    private final long sweepMillis;
    private final Set<Watched> watched = new HashSet<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private final Http1Head responseHead = new Http1Head();
    private boolean sweeping;
    private boolean stopping;

    HttpLane(EventLoop loop, HttpService service) {
        this.loop = loop;
        this.service = service;
        var limits = service.limits();
        long shortest = Math.min(limits.bodyTimeout().toMillis(), limits.idleTimeout().toMillis());
        this.sweepMillis = Math.clamp(shortest / SWEEPS_PER_TIMEOUT, 1, SWEEP_MILLIS_MAX);
    }

    EventLoop loop() {
        return loop;
    }

    HttpService service() {
        return service;
    }

    Http1Head responseHead() {
        return responseHead;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Begins to watch a connection or stream for its timeouts and for the stop. */
    void add(Watched one) {
        watched.add(one);
        if (!sweeping) {
            sweeping = true;
            scheduleSweep();
        }
    }

    void remove(Watched one) {
        watched.remove(one);
    }

    void requestBegun() {
        inFlight.setOpaque(inFlight.getPlain() + 1);
    }

    void requestEnded() {
        int left = inFlight.getPlain() - 1;
        inFlight.setOpaque(left);
        if (stopping && left == 0) {
            idle.complete(null);
        }
    }

    /** From any thread. */
    int inFlight() {
        return inFlight.getOpaque();
    }

    /** Closes what is idle; what is not closes after its next response. */
    void stop() {
        stopping = true;
        for (Watched one : List.copyOf(watched)) {
            one.stop();
        }
        if (inFlight.getPlain() == 0) {
            idle.complete(null);
        }
    }

    /** Completes when the lane was stopped and nothing is in flight any more. */
    CompletableFuture<Void> idle() {
        return idle;
    }

    private void scheduleSweep() {
        var _ = loop.schedule(this::sweep, sweepMillis, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Watched one : List.copyOf(watched)) {
            one.sweep(now);
        }
        if (watched.isEmpty()) {
            sweeping = false;
        } else {
            scheduleSweep();
        }
    }

    /** A connection or stream that can be idle or late. */
    sealed interface Watched permits Opening, HttpSession, Http2Connection {
        /** Looks for timeouts. */
        void sweep(long nowNanos);

        /** Closes it if it is idle. */
        void stop();
    }
}

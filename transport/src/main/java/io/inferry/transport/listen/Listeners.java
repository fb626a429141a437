package io.inferry.transport.listen;

import io.inferry.transport.Endpoint;
import io.inferry.transport.http.HttpHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * All open sockets. To stop well: {@link #stopAccepting}, {@link #awaitIdle}, {@link #close}.
 *
 * <p>Handlers are called on the event loops' threads.
 */
public final class Listeners implements AutoCloseable {
    /** How long closing waits for the I/O threads to end. */
    private static final long CLOSE_MILLIS_MAX = 5_000;

    private final EventLoopGroup group;
    private final List<Listener> open = new ArrayList<>();
    private boolean stopped;

    private Listeners(EventLoopGroup group) {
        this.group = group;
    }

    /**
     * Binds every listener that an endpoint names, and serves at once.
     *
     * @throws io.inferry.api.ServingException FAILED_PRECONDITION when one cannot be bound: names
     *     the listener and the address; none stays open then
     */
    public static Listeners open(ListenSettings settings, List<Endpoint> endpoints) {
        var threads = new DefaultThreadFactory("inferry-io");
        var group =
                new MultiThreadIoEventLoopGroup(
                        settings.eventLoops(), threads, NioIoHandler.newFactory());
        var listeners = new Listeners(group);
        var context =
                new ListenContext(
                        settings.limits(),
                        new ByteBudget(settings.limits().requestsInFlightBytesMax()),
                        settings.observer(),
                        group);
        try {
            listeners.openAll(settings, endpoints, context);
        } catch (RuntimeException e) {
            listeners.close();
            throw e;
        }
        return listeners;
    }

    private void openAll(ListenSettings settings, List<Endpoint> endpoints, ListenContext context) {
        Map<ListenerSettings, List<HttpHandler>> http = new LinkedHashMap<>();
        Map<ListenerSettings, GrpcOffer> grpc = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            var place = settings.listener(endpoint.listener(), endpoint.standardPort());
            switch (endpoint) {
                case Endpoint.Http(_, _, var handler) ->
                        http.computeIfAbsent(place, key -> new ArrayList<>()).add(handler);
                case Endpoint.Grpc one -> grpc.merge(place, GrpcOffer.of(one), GrpcOffer::with);
            }
        }
        // gRPC opens more slowly, and first: who finds the REST port open takes all for open.
        grpc.forEach((place, offer) -> {
            for (Binding binding : bindings(settings.host(), place)) {
                open.add(GrpcListener.open(binding, offer, context));
            }
        });
        http.forEach((place, handlers) -> {
            var service = new HttpService(place.name(), handlers, context);
            for (Binding binding : bindings(settings.host(), place)) {
                open.add(HttpListener.open(binding, service));
            }
        });
    }

    private static List<Binding> bindings(String host, ListenerSettings place) {
        var bindings = new ArrayList<Binding>();
        if (place.port() != ListenerSettings.NO_PORT) {
            bindings.add(Binding.port(place.host().orElse(host), place));
        }
        place.unixSocket().ifPresent(path -> bindings.add(Binding.unixSocket(place, path)));
        return bindings;
    }

    /**
     * The port that a listener is bound to.
     *
     * @throws IllegalArgumentException when no endpoint names it
     */
    public int port(String listener) {
        for (ListenerStatus status : status()) {
            if (status.name().equals(listener) && status.port() > 0) {
                return status.port();
            }
        }
        throw new IllegalArgumentException("no listener '" + listener + "' among " + status());
    }

    /** The numbers of each bound address now. */
    public List<ListenerStatus> status() {
        return open.stream().map(Listener::status).toList();
    }

    /**
     * Takes no more connections. Idle connections are closed, the others with their next response.
     * To be called once, by the thread that also closes.
     */
    public void stopAccepting() {
        if (!stopped) {
            stopped = true;
            open.forEach(Listener::stopAccepting);
        }
    }

    /**
     * Waits until everything in flight is answered; stops accepting first if that was not done.
     *
     * @return false when the time ran out first
     */
    public boolean awaitIdle(Duration timeout) {
        stopAccepting();
        long until = System.nanoTime() + timeout.toNanos();
        boolean idle = true;
        for (Listener listener : open) {
            long left = Math.max(0, until - System.nanoTime());
            idle &= listener.awaitIdle(Duration.ofNanos(left));
        }
        return idle;
    }

    /** Closes everything, answered or not, and ends the I/O threads. */
    @Override
    public void close() {
        stopAccepting();
        open.forEach(Listener::close);
        open.clear();
        group.shutdownGracefully(0, CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS_MAX);
    }
}

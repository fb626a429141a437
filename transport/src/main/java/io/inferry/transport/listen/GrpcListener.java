package io.inferry.transport.listen;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Server;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.NettyServerBuilder;
import io.inferry.transport.grpc.GrpcMethod;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One address that speaks gRPC: grpc-java on our event loops, its handlers on their threads. */
final class GrpcListener implements Listener {
    /** Callers may ping this often to keep a connection open, calls or none. */
    private static final int PING_SECONDS_MIN = 10;

    /** Who is at the other end of a call's connection. */
    static final Attributes.Key<Caller> CALLER = Attributes.Key.create("caller");

    private final Binding binding;
    private final GrpcCalls calls;
    private final AtomicInteger openConnections = new AtomicInteger();
    private final Server server;
    private final @Nullable GrpcHealth health;
    private final int port;

    private GrpcListener(Binding binding, GrpcCalls calls, GrpcOffer offer) throws IOException {
        this.binding = binding;
        this.calls = calls;
        this.health = offer.healthNames().isEmpty() ? null : new GrpcHealth(offer.healthNames());
        this.server = build(offer.methods()).start();
        this.port = binding.isUnixSocket() ? -1 : server.getPort();
    }

    /**
     * Binds the address.
     *
     * @throws io.inferry.api.ServingException when that is not possible
     */
    static GrpcListener open(Binding binding, GrpcOffer offer, ListenContext context) {
        binding.clearWay();
        try {
            return new GrpcListener(binding, new GrpcCalls(binding.listener(), context), offer);
        } catch (IOException e) {
            throw binding.failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private Server build(List<GrpcMethod<?, ?>> methods) {
        var context = calls.context();
        var limits = context.limits();
        var builder =
                NettyServerBuilder.forAddress(binding.address())
                        .channelFactory(this::newAcceptor)
                        .bossEventLoopGroup(context.group())
                        .workerEventLoopGroup(context.group())
                        .directExecutor()
                        .maxInboundMessageSize(limits.bodyBytesMax())
                        .maxInboundMetadataSize(limits.headerBytesMax())
                        .maxConcurrentCallsPerConnection(limits.streamsMax())
                        .maxConnectionIdle(limits.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .permitKeepAliveTime(PING_SECONDS_MIN, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .addTransportFilter(new Arrival())
                        .addServices(GrpcServices.define(methods, calls));
        binding.tls().ifPresent(files -> builder.sslContext(Tls.grpc(binding.listener(), files)));
        if (health != null) {
            builder.addService(health.service());
        }
        return builder.build();
    }

    /** On a Unix socket callers are local and not limited. */
    private ServerChannel newAcceptor() {
        return binding.isUnixSocket()
                ? binding.newServerChannel()
                : new LimitedAcceptor(
                        openConnections::get, calls.context().limits().connectionsMax());
    }

    /** Greets connections and counts them. */
    private final class Arrival extends ServerTransportFilter {
        @Override
        public Attributes transportReady(Attributes attributes) {
            openConnections.incrementAndGet();
            Caller caller = new Caller(attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
            return attributes.toBuilder().set(CALLER, caller).build();
        }

        @Override
        public void transportTerminated(Attributes attributes) {
            openConnections.decrementAndGet();
        }
    }

    @Override
    public String name() {
        return binding.listener();
    }

    @Override
    public ListenerStatus status() {
        return new ListenerStatus(name(), port, openConnections.get(), calls.inFlight());
    }

    @Override
    public void stopAccepting() {
        if (health != null) {
            health.stop();
        }
        var _ = server.shutdown();
    }

    @Override
    public boolean awaitIdle(Duration timeout) {
        try {
            return server.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        var _ = server.shutdownNow();
        binding.removeSocket();
    }
}

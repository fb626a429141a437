package io.inferry.transport.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One address that speaks HTTP. */
final class HttpListener implements Listener {
    private static final int BACKLOG = 1_024;

    private final Binding binding;
    private final HttpService service;
    private final Map<EventLoop, HttpLane> lanes = new HashMap<>();
    private final AtomicInteger openConnections = new AtomicInteger();
    private final Channel acceptor;

    private HttpListener(Binding binding, HttpService service, Optional<SslContext> tls) {
        this.binding = binding;
        this.service = service;
        for (EventLoop loop : service.context().loops()) {
            lanes.put(loop, new HttpLane(loop, service));
        }
        this.acceptor = bind(tls);
    }

    /**
     * Binds the address.
     *
     * @throws io.inferry.api.ServingException when that is not possible
     */
    static HttpListener open(Binding binding, HttpService service) {
        binding.clearWay();
        var tls = binding.tls().map(files -> Tls.http(binding.listener(), files));
        return new HttpListener(binding, service, tls);
    }

    private Channel bind(Optional<SslContext> tls) {
        var group = service.context().group();
        var bootstrap =
                new ServerBootstrap()
                        .group(group)
                        .channelFactory(binding::newServerChannel)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .childHandler(new Arrival(tls));
        if (!binding.isUnixSocket()) {
            bootstrap
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true);
        }
        var bound = bootstrap.bind(binding.address()).awaitUninterruptibly();
        Throwable failure = bound.cause();
        if (failure != null) {
            throw binding.failed(failure);
        }
        return bound.channel();
    }

    /** Greets connections. */
    private final class Arrival extends ChannelInitializer<Channel> {
        private final Optional<SslContext> tls;

        Arrival(Optional<SslContext> tls) {
            this.tls = tls;
        }

        @Override
        protected void initChannel(Channel channel) {
            HttpLane lane = lanes.get(channel.eventLoop());
            if (lane == null) {
                throw new IllegalStateException("a connection on a foreign event loop");
            }
            int open = openConnections.incrementAndGet();
            channel.closeFuture().addListener(closed -> openConnections.decrementAndGet());
            if (lane.isStopping() || open > service.limits().connectionsMax()) {
                var _ = channel.close();
                return;
            }
            new HttpPipeline(lane).begin(channel.pipeline(), tls);
        }
    }

    @Override
    public String name() {
        return binding.listener();
    }

    @Override
    public ListenerStatus status() {
        int port = acceptor.localAddress() instanceof InetSocketAddress inet ? inet.getPort() : -1;
        int inFlight = 0;
        for (HttpLane lane : lanes.values()) {
            inFlight += lane.inFlight();
        }
        return new ListenerStatus(name(), port, openConnections.get(), inFlight);
    }

    @Override
    public void stopAccepting() {
        acceptor.close().awaitUninterruptibly();
        binding.removeSocket();
        for (HttpLane lane : lanes.values()) {
            lane.loop().execute(lane::stop);
        }
    }

    @Override
    public boolean awaitIdle(Duration timeout) {
        var idle = lanes.values().stream().map(HttpLane::idle).toArray(CompletableFuture<?>[]::new);
        try {
            var _ = CompletableFuture.allOf(idle).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an event loop could not become idle", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Its connections end with the event loops. */
    @Override
    public void close() {
        acceptor.close().awaitUninterruptibly();
        binding.removeSocket();
    }
}

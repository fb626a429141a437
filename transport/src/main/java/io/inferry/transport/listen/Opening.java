package io.inferry.transport.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** A connection whose protocol is not known yet: it may not stay so for ever. */
final class Opening extends ChannelInboundHandlerAdapter implements HttpLane.Watched {
    private final HttpLane lane;
    private @Nullable ChannelHandlerContext channel;
    private long sinceNanos;

    Opening(HttpLane lane) {
        this.lane = lane;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
        lane.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        lane.remove(this);
    }

    /** A caller who leaves so early is no failure. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        stop();
    }

    @Override
    public void sweep(long nowNanos) {
        if (sinceNanos == 0) {
            sinceNanos = nowNanos;
        } else if (nowNanos - sinceNanos >= lane.service().limits().idleTimeout().toNanos()) {
            stop();
        }
    }

    @Override
    public void stop() {
        if (channel != null) {
            var _ = channel.close();
        }
    }
}

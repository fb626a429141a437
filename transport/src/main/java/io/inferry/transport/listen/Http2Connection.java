package io.inferry.transport.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The life of one HTTP/2 connection; its requests are {@link HttpSession}s of its streams. */
final class Http2Connection extends ChannelInboundHandlerAdapter implements HttpLane.Watched {
    /** With the standard 64 KB alone a large body would take many round trips. */
    private static final int MORE_WINDOW_BYTES = 4 << 20;

    private final HttpLane lane;
    private final Http2FrameCodec codec;
    private @Nullable ChannelHandlerContext channel;

    /** When it was first seen without streams; 0 while it has some. */
    private long idleSinceNanos;

    Http2Connection(HttpLane lane, Http2FrameCodec codec) {
        this.lane = lane;
        this.codec = codec;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
        lane.add(this);
        var _ = context.writeAndFlush(new DefaultHttp2WindowUpdateFrame(MORE_WINDOW_BYTES));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lane.remove(this);
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            var service = lane.service();
            service.context().observer().failed(service.listener(), "HTTP/2 connection", cause);
        }
        var _ = context.close();
    }

    @Override
    public void sweep(long nowNanos) {
        if (codec.connection().numActiveStreams() > 0) {
            idleSinceNanos = 0;
            return;
        }
        if (idleSinceNanos == 0) {
            idleSinceNanos = nowNanos;
        } else if (nowNanos - idleSinceNanos >= lane.service().limits().idleTimeout().toNanos()) {
            stop();
        }
    }

    /** Says GOAWAY; the codec closes the connection when its last stream has ended. */
    @Override
    public void stop() {
        if (channel != null) {
            var _ = channel.close();
        }
    }
}

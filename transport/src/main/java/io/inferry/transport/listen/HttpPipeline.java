package io.inferry.transport.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Sets up a new connection: HTTP/1.1, or HTTP/2 where the caller begins with its preface or, over
 * TLS, both agreed on it.
 */
final class HttpPipeline {
    /** One piece of a body at most: whatever one read brought. */
    private static final int CHUNK_BYTES_MAX = 1 << 20;

    private static final int STREAM_WINDOW_BYTES = 1 << 20;

    /** The least that HTTP/2 allows. */
    private static final long HEADER_LIST_BYTES_MIN = 1 << 10;

    private final HttpLane lane;

    HttpPipeline(HttpLane lane) {
        this.lane = lane;
    }

    void begin(ChannelPipeline pipeline, Optional<SslContext> tls) {
        pipeline.addLast(new Opening(lane));
        if (tls.isEmpty()) {
            pipeline.addLast(new Preface());
            return;
        }
        pipeline.addLast(tls.get().newHandler(pipeline.channel().alloc()));
        pipeline.addLast(new Negotiated());
    }

    private void useHttp1(ChannelPipeline pipeline) {
        var _ = pipeline.remove(Opening.class);
        var limits = lane.service().limits();
        var config =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(limits.uriBytesMax())
                        .setMaxHeaderSize(limits.headerBytesMax())
                        .setMaxChunkSize(CHUNK_BYTES_MAX);
        pipeline.addLast(new HttpRequestDecoder(config));
        pipeline.addLast(new HttpSession(lane, new Http1Form(lane.responseHead())));
    }

    private void useHttp2(ChannelPipeline pipeline) {
        var _ = pipeline.remove(Opening.class);
        var limits = lane.service().limits();
        var settings =
                Http2Settings.defaultSettings()
                        .maxConcurrentStreams(limits.streamsMax())
                        .initialWindowSize(STREAM_WINDOW_BYTES)
                        .maxHeaderListSize(
                                Math.max(HEADER_LIST_BYTES_MIN, limits.headerBytesMax()));
        var codec = Http2FrameCodecBuilder.forServer().initialSettings(settings).build();
        pipeline.addLast(codec);
        pipeline.addLast(new Http2MultiplexHandler(new StreamPipeline()));
        pipeline.addLast(new Http2Connection(lane, codec));
    }

    /** A stream's requests come as HTTP/1.1's objects do. */
    private final class StreamPipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel stream) {
            stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true));
            stream.pipeline().addLast(new HttpSession(lane, new Http2Form()));
        }
    }

    private final class Negotiated extends ApplicationProtocolNegotiationHandler {
        Negotiated() {
            super(ApplicationProtocolNames.HTTP_1_1);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                useHttp2(context.pipeline());
            } else {
                useHttp1(context.pipeline());
            }
        }

        /** A caller who does not get through the handshake is no failure of ours. */
        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }

    /** Reads the first bytes: no HTTP/1.1 method begins as HTTP/2's preface does. */
    private final class Preface extends ByteToMessageDecoder {
        private static final byte[] START = "PRI ".getBytes(StandardCharsets.US_ASCII);

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            int count = Math.min(START.length, in.readableBytes());
            boolean same = true;
            for (int i = 0; i < count; i++) {
                same &= in.getByte(in.readerIndex() + i) == START[i];
            }
            if (!same) {
                useHttp1(context.pipeline());
                context.pipeline().remove(this);
            } else if (count == START.length) {
                useHttp2(context.pipeline());
                context.pipeline().remove(this);
            }
        }
    }
}

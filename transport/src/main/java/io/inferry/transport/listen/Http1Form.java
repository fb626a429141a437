package io.inferry.transport.listen;

import io.inferry.transport.http.HttpResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * Responses in HTTP/1.1. Head and body go into one direct buffer: the socket would copy the body
 * into one anyway, and one buffer is one system call.
 */
final class Http1Form implements ResponseForm {
    private static final byte[] CONTINUE = Http1Head.ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] CLOSE = Http1Head.ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = Http1Head.ascii("Connection: keep-alive\r\n");
    private static final int HEAD_BYTES = 256;
    private static final int HEADER_BYTES = 64;
    private static final int UNCOUNTED_BODY_BYTES = 64 << 10;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Http1Head head;

    Http1Form(Http1Head head) {
        this.head = head;
    }

    @Override
    public Object encode(
            ChannelHandlerContext context,
            HttpExchange exchange,
            HttpResponse response,
            boolean last) {
        var body = response.body();
        boolean bodyless = response.status() == NO_CONTENT || response.status() == NOT_MODIFIED;
        int bodyBytes = bodyless || exchange.isHead() ? 0 : body.length();
        int headBytes = HEAD_BYTES + HEADER_BYTES * response.headers().size();
        ByteBuf out = context.alloc().ioBuffer(headBytes + bodyBytes);
        head.writeStart(out, response.status(), response.contentType());
        if (!bodyless) {
            Http1Head.writeContentLength(out, body.length());
        }
        for (HttpResponse.Header header : response.headers()) {
            Http1Head.writeHeader(out, header.name(), header.value());
        }
        if (last) {
            out.writeBytes(CLOSE);
        } else if (exchange.isHttp10()) {
            out.writeBytes(KEEP_ALIVE);
        }
        Http1Head.writeEnd(out);
        out.writeBytes(body.array(), body.offset(), bodyBytes);
        return out;
    }

    @Override
    public Object encodeContinue() {
        return Unpooled.wrappedBuffer(CONTINUE);
    }

    /**
     * Ends our direction only. Closing both while the caller still sends would reset the
     * connection, and the caller would lose the answer.
     */
    @Override
    public void hangUp(ChannelHandlerContext context) {
        boolean encrypted = context.pipeline().get(SslHandler.class) != null;
        if (!encrypted && context.channel() instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
    }

    @Override
    public int uncountedBodyBytes() {
        return UNCOUNTED_BODY_BYTES;
    }
}

package io.inferry.transport.listen;

import io.inferry.transport.http.HttpResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;

/** Responses as Netty's objects; a codec of the stream makes frames of them. */
final class Http2Form implements ResponseForm {
    @Override
    public Object encode(
            ChannelHandlerContext context,
            HttpExchange exchange,
            HttpResponse response,
            boolean last) {
        var body = response.body();
        ByteBuf content =
                exchange.isHead()
                        ? Unpooled.EMPTY_BUFFER
                        : Unpooled.wrappedBuffer(body.array(), body.offset(), body.length());
        var out =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(response.status()),
                        content);
        var headers = out.headers();
        if (!response.contentType().isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
        }
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length());
        for (HttpResponse.Header header : response.headers()) {
            headers.add(header.name(), header.value());
        }
        return out;
    }

    @Override
    public Object encodeContinue() {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    @Override
    public void hangUp(ChannelHandlerContext context) {
        var _ = context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
    }

    @Override
    public int uncountedBodyBytes() {
        return 0;
    }
}

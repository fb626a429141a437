package io.inferry.transport.listen;

import io.inferry.transport.http.HttpResponse;
import io.netty.channel.ChannelHandlerContext;

/** How a response is put into bytes or frames. */
sealed interface ResponseForm permits Http1Form, Http2Form {
    /**
     * What to write to the channel for a response; {@code last} when the connection ends with it.
     */
    Object encode(
            ChannelHandlerContext context,
            HttpExchange exchange,
            HttpResponse response,
            boolean last);

    /** The interim response that asks for the body. */
    Object encodeContinue();

    /** After a refusal was written: says that no more is wanted, while more may be on its way. */
    void hangUp(ChannelHandlerContext context);

    /** Bodies up to this need not be counted: connections are limited, streams hardly. */
    int uncountedBodyBytes();
}

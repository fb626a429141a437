package io.inferry.transport.listen;

import io.inferry.transport.http.Bytes;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Judges heads and bodies as they arrive: which may go on, and why others are refused. */
final class RequestStart {
    private final ListenLimits limits;

    RequestStart(HttpService service) {
        this.limits = service.limits();
    }

    HttpExchange exchange(HttpSession session, EventLoop loop, HttpRequest head) {
        boolean keepAlive = head.decoderResult().isSuccess() && HttpUtil.isKeepAlive(head);
        return new HttpExchange(session, loop, head, keepAlive);
    }

    /**
     * Whether the caller waits to be told to go on.
     *
     * @throws RefusedException where the head already shows that the request cannot be served
     */
    boolean check(HttpRequest head, Body body) {
        requireDecoded(head.decoderResult());
        String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null) {
            body.expect(expectedBytes(length));
        }
        String expectation = head.headers().get(HttpHeaderNames.EXPECT);
        if (expectation == null) {
            return false;
        }
        if (!expectation.equalsIgnoreCase("100-continue")) {
            throw new RefusedException(
                    417, "Expect: " + expectation + " is not supported; 100-continue is");
        }
        return true;
    }

    private int expectedBytes(String length) {
        long bytes;
        try {
            bytes = Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            throw new RefusedException(400, "Content-Length '" + length + "' is not a number");
        }
        if (bytes < 0) {
            throw new RefusedException(400, "Content-Length '" + length + "' is negative");
        }
        if (bytes > limits.bodyBytesMax()) {
            throw new RefusedException(
                    413,
                    "the body has "
                            + bytes
                            + " bytes, the limit is "
                            + limits.bodyBytesMax()
                            + " bytes");
        }
        return (int) bytes;
    }

    /**
     * Adds a piece to a body.
     *
     * @throws RefusedException 400, 413 or 503
     */
    void take(Body body, HttpContent content) {
        requireDecoded(content.decoderResult());
        switch (body.append(content.content())) {
            case DONE -> {}
            case TOO_LARGE ->
                    throw new RefusedException(
                            413,
                            "the body has more than the limit of "
                                    + limits.bodyBytesMax()
                                    + " bytes");
            case BUDGET_SPENT ->
                    throw new RefusedException(
                            503,
                            "the server holds as many bytes of requests as it may ("
                                    + limits.requestsInFlightBytesMax()
                                    + "); try again later");
        }
    }

    /**
     * The whole body, inflated where its encoding says so.
     *
     * @throws RefusedException 400, 413, 415 or 503
     */
    Bytes finish(Body body, HttpExchange exchange) {
        if (body.length() == 0) {
            return Bytes.EMPTY;
        }
        String encoding = exchange.contentEncoding();
        return encoding.isEmpty()
                ? body.bytes()
                : Inflation.inflate(body, encoding, limits.inflatedBytesMax());
    }

    private void requireDecoded(DecoderResult result) {
        if (result.isSuccess()) {
            return;
        }
        Throwable cause = result.cause();
        if (cause instanceof TooLongHttpLineException) {
            throw new RefusedException(
                    414, "the request line is longer than " + limits.uriBytesMax() + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            throw new RefusedException(
                    431, "the headers are larger than " + limits.headerBytesMax() + " bytes");
        }
        throw new RefusedException(400, "this is not HTTP: " + cause.getMessage());
    }
}

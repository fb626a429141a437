package io.inferry.transport.listen;

import io.inferry.transport.http.HttpResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one HTTP/1.1 connection, one after the other, or of one HTTP/2 stream. What is
 * pipelined behind a request waits until that one is answered; meanwhile nothing more is read, so
 * that one read's worth of bytes is the most that can wait.
 */
final class HttpSession extends ChannelInboundHandlerAdapter implements HttpLane.Watched {
    private enum Phase {
        /** Waits for a head. */
        IDLE,
        /** Takes in a body. */
        RECEIVING,
        /** A handler has the request. */
        ANSWERING,
        /** Refused: reads and forgets what the caller still sends, for a short while. */
        FORGETTING,
        CLOSED
    }

    /** How long a refused caller may take to read the refusal. */
    private static final long LINGER_NANOS = 2_000_000_000L;

    private final HttpLane lane;
    private final ResponseForm form;
    private final RequestStart start;
    private final Body body;
    private Phase phase = Phase.IDLE;
    private @Nullable ChannelHandlerContext channel;
    private @Nullable HttpExchange exchange;
    private @Nullable ArrayDeque<Object> waiting;
    private boolean reading;
    private boolean draining;
    private boolean unflushed;

    /** When the present phase was first seen by a sweep; 0 before. */
    private long sinceNanos;

    private long writeProgress;

    HttpSession(HttpLane lane, ResponseForm form) {
        this.lane = lane;
        this.form = form;
        this.start = new RequestStart(lane.service());
        this.body =
                new Body(
                        lane.service().context().budget(),
                        lane.service().limits().bodyBytesMax(),
                        form.uncountedBodyBytes());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
        lane.add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = true;
        if (hasWaiting() || !canGoOn(context)) {
            queue(context, message);
            return;
        }
        accept(context, message);
    }

    private boolean hasWaiting() {
        return waiting != null && !waiting.isEmpty();
    }

    /** Not while a request is answered, nor while the caller does not read what it is sent. */
    private boolean canGoOn(ChannelHandlerContext context) {
        return phase != Phase.ANSWERING && context.channel().isWritable();
    }

    private void queue(ChannelHandlerContext context, Object message) {
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        waiting.add(message);
        context.channel().config().setAutoRead(false);
    }

    private void accept(ChannelHandlerContext context, Object message) {
        try {
            switch (phase) {
                case IDLE -> {
                    if (message instanceof HttpRequest head) {
                        begin(context, head);
                    }
                    // An HTTP/2 request without a body comes as one message.
                    if (phase == Phase.RECEIVING && message instanceof LastHttpContent whole) {
                        receive(context, whole);
                    }
                }
                case RECEIVING -> receive(context, (HttpContent) message);
                case ANSWERING, FORGETTING, CLOSED -> {}
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        var fresh = start.exchange(this, context.channel().eventLoop(), head);
        exchange = fresh;
        lane.requestBegun();
        enter(Phase.RECEIVING);
        try {
            if (start.check(head, body)) {
                var _ = context.writeAndFlush(form.encodeContinue(), context.voidPromise());
            }
        } catch (RefusedException e) {
            refuse(context, e, head.decoderResult().isFailure() ? "" : fresh.target());
        }
    }

    private void receive(ChannelHandlerContext context, HttpContent content) {
        HttpExchange current = current();
        try {
            start.take(body, content);
            if (content instanceof LastHttpContent) {
                current.arrived(System.nanoTime(), start.finish(body, current));
                enter(Phase.ANSWERING);
                lane.service().serve(current);
            }
        } catch (RefusedException e) {
            refuse(context, e, current.target());
        }
    }

    /** Who is at the other end of the connection. */
    Optional<String> caller() {
        return channel == null ? Optional.empty() : Caller.of(channel.channel()).name();
    }

    private HttpExchange current() {
        HttpExchange current = exchange;
        if (current == null) {
            throw new IllegalStateException("no request in phase " + phase);
        }
        return current;
    }

    private void enter(Phase next) {
        phase = next;
        sinceNanos = 0;
    }

    /** Writes a response; without effect when the caller left or was answered. */
    void respond(HttpExchange answered, HttpResponse response) {
        ChannelHandlerContext context = channel;
        if (context == null || answered != exchange || phase != Phase.ANSWERING) {
            return;
        }
        boolean last = !answered.keepAlive() || lane.isStopping();
        Object message = form.encode(context, answered, response, last);
        body.release();
        exchange = null;
        if (last) {
            enter(Phase.FORGETTING);
            closeAfter(context.write(message));
        } else {
            enter(Phase.IDLE);
            var _ = context.write(message, context.voidPromise());
            lane.requestEnded();
        }
        flush(context);
        if (!draining && waiting != null) {
            drain(context, waiting);
        }
    }

    private void flush(ChannelHandlerContext context) {
        if (reading || draining) {
            unflushed = true;
        } else {
            context.flush();
        }
    }

    /** The request counts as in flight until its bytes are out: whoever stops waits for that. */
    private void closeAfter(ChannelFuture written) {
        written.addListener(
                (ChannelFutureListener)
                        done -> {
                            lane.requestEnded();
                            var _ = done.channel().close();
                        });
    }

    private void refuse(ChannelHandlerContext context, RefusedException why, String target) {
        HttpExchange refused = current();
        body.release();
        exchange = null;
        enter(Phase.FORGETTING);
        dropWaiting();
        context.channel().config().setAutoRead(true);
        HttpResponse response = lane.service().refusal(why.status(), why.text(), target);
        context.writeAndFlush(form.encode(context, refused, response, true))
                .addListener(
                        (ChannelFutureListener)
                                done -> {
                                    lane.requestEnded();
                                    form.hangUp(context);
                                });
    }

    private void drain(ChannelHandlerContext context, ArrayDeque<Object> messages) {
        draining = true;
        while (!messages.isEmpty() && canGoOn(context)) {
            accept(context, messages.poll());
        }
        draining = false;
        if (messages.isEmpty()) {
            context.channel().config().setAutoRead(true);
        }
        if (!reading && unflushed) {
            unflushed = false;
            context.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (waiting != null && !draining && canGoOn(context)) {
            drain(context, waiting);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        HttpExchange left = exchange;
        boolean answering = phase == Phase.ANSWERING;
        exchange = null;
        enter(Phase.CLOSED);
        lane.remove(this);
        dropWaiting();
        body.release();
        if (left != null) {
            lane.requestEnded();
            if (answering) {
                left.disconnected();
            }
        }
    }

    private void dropWaiting() {
        if (waiting != null) {
            waiting.forEach(ReferenceCountUtil::release);
            waiting.clear();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            lane.service()
                    .context()
                    .observer()
                    .failed(lane.service().listener(), "connection", cause);
        }
        var _ = context.close();
    }

    @Override
    public void sweep(long nowNanos) {
        ChannelHandlerContext context = channel;
        if (context == null) {
            return;
        }
        if (sinceNanos == 0) {
            sinceNanos = nowNanos;
            return;
        }
        long waitedNanos = nowNanos - sinceNanos;
        var limits = lane.service().limits();
        switch (phase) {
            case IDLE -> {
                if (waitedNanos >= limits.idleTimeout().toNanos()
                        && !isWriting(context, nowNanos)) {
                    var _ = context.close();
                }
            }
            case RECEIVING -> {
                if (waitedNanos >= limits.bodyTimeout().toNanos()) {
                    String text = "the body did not arrive within " + limits.bodyTimeout();
                    refuse(context, new RefusedException(408, text), current().target());
                }
            }
            case FORGETTING -> {
                if (waitedNanos >= LINGER_NANOS && !isWriting(context, nowNanos)) {
                    var _ = context.close();
                }
            }
            case ANSWERING, CLOSED -> {}
        }
    }

    /** A response that still moves keeps its connection. */
    private boolean isWriting(ChannelHandlerContext context, long nowNanos) {
        ChannelOutboundBuffer out = context.channel().unsafe().outboundBuffer();
        if (out == null || out.totalPendingWriteBytes() == 0) {
            return false;
        }
        long progress = out.totalPendingWriteBytes() - out.currentProgress();
        if (progress == writeProgress) {
            return false;
        }
        writeProgress = progress;
        sinceNanos = nowNanos;
        return true;
    }

    @Override
    public void stop() {
        ChannelHandlerContext context = channel;
        if (context != null && phase == Phase.IDLE) {
            enter(Phase.FORGETTING);
            lane.requestBegun();
            closeAfter(context.writeAndFlush(Unpooled.EMPTY_BUFFER));
        }
    }
}

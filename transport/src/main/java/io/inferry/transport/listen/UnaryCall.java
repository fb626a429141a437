package io.inferry.transport.listen;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.inferry.api.ServingException;
import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcCall;
import io.inferry.transport.grpc.GrpcMethod;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One unary call, on its event loop's thread; answers that come from other threads hop there, which
 * also makes one task of header, message and status.
 */
final class UnaryCall<Q, A> extends ServerCall.Listener<Received<Q>> implements GrpcCall<A> {
    private final GrpcMethod<Q, A> method;
    private final ServerCall<Received<Q>, GrpcAnswer> call;
    private final Metadata headers;
    private final GrpcCalls calls;
    private final EventLoop loop;
    private final long deadlineNanos;
    private @Nullable Received<Q> received;
    private @Nullable Metadata answerHeaders;
    private final Departure departure;
    private long arrivedNanos;
    private int bytesHeld;
    private boolean ended;
    private boolean cancelled;

    UnaryCall(
            GrpcMethod<Q, A> method,
            ServerCall<Received<Q>, GrpcAnswer> call,
            Metadata headers,
            GrpcCalls calls) {
        this.method = method;
        this.call = call;
        this.headers = headers;
        this.calls = calls;
        this.loop = calls.currentLoop();
        this.departure = new Departure(loop);
        Deadline deadline = Context.current().getDeadline();
        this.deadlineNanos =
                deadline == null
                        ? Long.MAX_VALUE
                        : System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS);
    }

    @Override
    public void onMessage(Received<Q> message) {
        if (received != null || ended) {
            calls.giveBack(message.bytesHeld());
            drop(message);
            drop(take());
            fail(ServingException.invalidArgument("the call has more than one message"));
            return;
        }
        received = message;
        bytesHeld = message.bytesHeld();
    }

    @Override
    public void onHalfClose() {
        if (ended) {
            return;
        }
        arrivedNanos = System.nanoTime();
        switch (take()) {
            case null -> fail(ServingException.invalidArgument("the call has no message"));
            case Received.Refused<Q>(var failure) -> fail(failure);
            case Received.Request<Q>(var message, _) -> handle(message);
        }
    }

    /** The message, which from here on is handled or dropped. */
    private @Nullable Received<Q> take() {
        var taken = received;
        received = null;
        return taken;
    }

    private void drop(@Nullable Received<Q> message) {
        if (message instanceof Received.Request<Q>(var request, _)) {
            method.codec().drop(request);
        }
    }

    private void handle(Q message) {
        try {
            method.handler().handle(message, this);
        } catch (ServingException e) {
            fail(e);
        } catch (RuntimeException e) {
            failInternally(e);
        }
    }

    private void failInternally(RuntimeException e) {
        calls.failed(call.getMethodDescriptor().getFullMethodName(), e);
        fail(ServingException.internal("the server failed while it answered", e));
    }

    @Override
    public void answer(A answer) {
        if (loop.inEventLoop()) {
            write(answer);
        } else {
            loop.execute(() -> write(answer));
        }
    }

    /** Encodes even when nobody waits any more: that is what frees the answer. */
    private void write(A answer) {
        if (ended && !cancelled) {
            return;
        }
        GrpcAnswer encoded;
        try {
            encoded = method.codec().encode(answer);
        } catch (ServingException e) {
            fail(e);
            return;
        } catch (RuntimeException e) {
            failInternally(e);
            return;
        }
        try {
            if (end()) {
                call.sendHeaders(answerHeaders());
                call.sendMessage(encoded);
                call.close(Status.OK, new Metadata());
            }
        } finally {
            encoded.sent().run();
        }
    }

    @Override
    public void fail(ServingException failure) {
        if (!loop.inEventLoop()) {
            loop.execute(() -> fail(failure));
            return;
        }
        if (end()) {
            call.close(GrpcStatuses.of(failure), answerHeaders());
        }
    }

    private Metadata answerHeaders() {
        return answerHeaders == null ? new Metadata() : answerHeaders;
    }

    @Override
    public void answerHeader(String name, String value) {
        if (answerHeaders == null) {
            answerHeaders = new Metadata();
        }
        var key = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
        answerHeaders.discardAll(key);
        answerHeaders.put(key, value);
    }

    @Override
    public Optional<String> header(String name) {
        Metadata.Key<String> key;
        try {
            key = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
        } catch (IllegalArgumentException noSuchName) {
            return Optional.empty();
        }
        var values = headers.getAll(key);
        return values == null ? Optional.empty() : Optional.of(values.iterator().next());
    }

    @Override
    public Optional<String> caller() {
        Caller caller = call.getAttributes().get(GrpcListener.CALLER);
        return caller == null ? Optional.empty() : caller.name();
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public long arrivedNanos() {
        return arrivedNanos;
    }

    @Override
    public Executor ioThread() {
        return loop;
    }

    @Override
    public void onCancel(Runnable action) {
        departure.onLeaving(action);
    }

    @Override
    public void onCancel() {
        cancelled = true;
        drop(take());
        if (end()) {
            departure.left();
        }
    }

    /** Ends the call once; false when it had ended before. */
    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        calls.giveBack(bytesHeld);
        calls.ended();
        return true;
    }
}

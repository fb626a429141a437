package io.inferry.transport.listen;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What the calls of one gRPC listener share. */
final class GrpcCalls {
    private final String listener;
    private final ListenContext context;
    private final LongAdder inFlight = new LongAdder();
    private final FastThreadLocal<EventLoop> currentLoop;

    GrpcCalls(String listener, ListenContext context) {
        this.listener = listener;
        this.context = context;
        List<EventLoop> loops = context.loops();
        this.currentLoop =
                new FastThreadLocal<>() {
                    @Override
                    protected EventLoop initialValue() {
                        return loops.stream()
                                .filter(EventLoop::inEventLoop)
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalStateException(
                                                "a call outside the event loops"));
                    }
                };
    }

    ListenContext context() {
        return context;
    }

    /** The event loop whose thread calls. */
    EventLoop currentLoop() {
        return currentLoop.get();
    }

    void begun() {
        inFlight.increment();
    }

    void ended() {
        inFlight.decrement();
    }

    int inFlight() {
        return inFlight.intValue();
    }

    void giveBack(int bytes) {
        if (bytes > 0) {
            context.budget().giveBack(bytes);
        }
    }

    void failed(String what, Throwable cause) {
        context.observer().failed(listener, what, cause);
    }
}

package io.inferry.transport.listen;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;

/** What all listeners share. */
record ListenContext(
        ListenLimits limits, ByteBudget budget, ListenerObserver observer, EventLoopGroup group) {
    /** The group's event loops. */
    List<EventLoop> loops() {
        var loops = new ArrayList<EventLoop>();
        for (EventExecutor executor : group) {
            loops.add((EventLoop) executor);
        }
        return loops;
    }
}

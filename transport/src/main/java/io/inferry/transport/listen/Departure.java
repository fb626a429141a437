package io.inferry.transport.listen;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done when a caller leaves before the end. State belongs to the caller's event loop;
 * actions that come from other threads hop there.
 */
final class Departure {
    private final EventLoop loop;
    private @Nullable List<Runnable> actions;
    private boolean left;

    Departure(EventLoop loop) {
        this.loop = loop;
    }

    /** Has an action run, on the event loop, when the caller leaves; at once when it has left. */
    void onLeaving(Runnable action) {
        if (!loop.inEventLoop()) {
            loop.execute(() -> onLeaving(action));
            return;
        }
        if (left) {
            action.run();
            return;
        }
        if (actions == null) {
            actions = new ArrayList<>(1);
        }
        actions.add(action);
    }

    /** The caller left. Called once, on the event loop. */
    void left() {
        left = true;
        if (actions != null) {
            actions.forEach(Runnable::run);
        }
    }
}

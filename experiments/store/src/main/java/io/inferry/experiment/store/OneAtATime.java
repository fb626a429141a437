package io.inferry.experiment.store;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Guards what belongs to one thread. The owner may hand it on to another thread, as a start-up does
 * to the loop that it starts, but two threads inside at once are a bug of ours and are told so.
 *
 * <pre>{@code
 * try (var inside = guard.enter()) { ... }
 * }</pre>
 */
public final class OneAtATime {
    private final String what;
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

    /**
     * @param what whose guard this is, for the message
     */
    public OneAtATime(String what) {
        this.what = what;
    }

    /**
     * Goes in, until closed.
     *
     * @throws IllegalStateException another thread, or this one, is inside
     */
    public Inside enter() {
        Thread me = Thread.currentThread();
        Thread other = inside.compareAndExchange(null, me);
        if (other != null) {
            throw new IllegalStateException(
                    what
                            + " belongs to one thread: "
                            + me.getName()
                            + " came while "
                            + other.getName()
                            + " was inside");
        }
        return () -> inside.set(null);
    }

    /** The time inside; close goes out. */
    @FunctionalInterface
    public interface Inside extends AutoCloseable {
        @Override
        void close();
    }
}

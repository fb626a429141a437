package io.inferry.transport.listen;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of request bodies may be held at once, over all event loops. */
final class ByteBudget {
    private final long bytesMax;
    private final AtomicLong bytesHeld = new AtomicLong();

    ByteBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    long bytesMax() {
        return bytesMax;
    }

    long bytesHeld() {
        return bytesHeld.get();
    }

    /** Takes the bytes, or none and answers false. */
    boolean tryTake(long bytes) {
        if (bytesHeld.addAndGet(bytes) <= bytesMax) {
            return true;
        }
        bytesHeld.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        bytesHeld.addAndGet(-bytes);
    }
}

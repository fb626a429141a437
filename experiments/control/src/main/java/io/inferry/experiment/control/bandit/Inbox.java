package io.inferry.experiment.control.bandit;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What the threads that serve requests tell the one thread that learns. Many writers, one reader,
 * nobody waits: what comes while it is full is left out and counted.
 */
final class Inbox<E> {
    private final ConcurrentLinkedQueue<E> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong leftOut = new AtomicLong();
    private final int sizeMax;

    Inbox(int sizeMax) {
        this.sizeMax = sizeMax;
    }

    void put(E one) {
        if (size.incrementAndGet() > sizeMax) {
            size.decrementAndGet();
            leftOut.incrementAndGet();
            return;
        }
        waiting.add(one);
    }

    /** Hands over what waits, oldest first, but no more than there was room for at once. */
    void drain(Consumer<E> reader) {
        for (int taken = 0; taken < sizeMax; taken++) {
            E one = waiting.poll();
            if (one == null) {
                return;
            }
            size.decrementAndGet();
            reader.accept(one);
        }
    }

    /** How many wait. */
    int size() {
        return size.get();
    }

    /** How many found no room so far. */
    long leftOut() {
        return leftOut.get();
    }
}

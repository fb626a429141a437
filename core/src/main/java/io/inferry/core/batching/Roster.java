package io.inferry.core.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Which instances are free, which are reserved. Guarded by the queue's lock. */
final class Roster {
    private final int size;

    /** The one that ran last is at the end and goes first: its memory is still in the cache. */
    private final ArrayDeque<Instance> free;

    private final ArrayList<Instance> reserved = new ArrayList<>();
    private long lastReservedNanos;

    Roster(List<Instance> instances, long lastReservedNanos) {
        this.size = instances.size();
        this.free = new ArrayDeque<>(instances);
        this.lastReservedNanos = lastReservedNanos;
    }

    boolean hasFree() {
        return !free.isEmpty();
    }

    boolean allFree() {
        return free.size() == size;
    }

    @Nullable Instance firstFree() {
        return free.peekLast();
    }

    boolean hasReserved() {
        return !reserved.isEmpty();
    }

    boolean isReservedFor(Executor ioThread) {
        for (int i = 0; i < reserved.size(); i++) {
            if (reserved.get(i).isReservedFor(ioThread)) {
                return true;
            }
        }
        return false;
    }

    /** When an instance was reserved for the last time. */
    long lastReservedNanos() {
        return lastReservedNanos;
    }

    Instance reserveFree(Executor ioThread, long nowNanos) {
        Instance instance = free.removeLast();
        reserve(instance, ioThread, nowNanos);
        return instance;
    }

    void reserve(Instance instance, Executor ioThread, long nowNanos) {
        instance.reserve(ioThread, nowNanos);
        reserved.add(instance);
        lastReservedNanos = nowNanos;
    }

    /** A free or reserved instance gets an owner. */
    void claim(Instance instance) {
        if (!reserved.remove(instance)) {
            free.removeLastOccurrence(instance);
        }
        instance.claim();
    }

    /** The one that has been free for longest, so that warm-up reaches every instance in turn. */
    Instance claimLongestFree() {
        Instance instance = free.removeFirst();
        instance.claim();
        return instance;
    }

    void free(Instance instance) {
        reserved.remove(instance);
        instance.free();
        free.addLast(instance);
    }

    /** Frees what has been reserved since before that moment. */
    void takeOver(long reservedBeforeNanos) {
        for (int i = reserved.size() - 1; i >= 0; i--) {
            Instance instance = reserved.get(i);
            if (instance.reservedNanos() - reservedBeforeNanos <= 0) {
                reserved.remove(i);
                instance.free();
                free.addLast(instance);
            }
        }
    }

    /** Frees everything that is reserved. */
    void takeOverAll() {
        for (Instance instance : reserved) {
            instance.free();
            free.addLast(instance);
        }
        reserved.clear();
    }
}

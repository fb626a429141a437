package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The arrays that one run at a time is described in: what is fed, what is wanted, what came. Used
 * by one thread at a time; TensorFlow's tensors in it are given back by {@link #clear}.
 */
final class RunMemory implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final Status status = new Status();
    private final FeedWriter writer = new FeedWriter(arena);
    private final MemorySegment runOptions;
    private final MemorySegment fed;
    private final MemorySegment fetches;
    private final MemorySegment fetched;

    /** Those of the fed tensors that were made for this run. */
    private final MemorySegment made;

    private MemorySegment feeds = MemorySegment.NULL;
    private int feedCount;
    private int fetchCount;
    private int madeCount;

    /**
     * @param runOptions a serialized {@code RunOptions}; empty for none
     */
    RunMemory(int feedsMax, int fetchesMax, byte[] runOptions) {
        this.runOptions =
                runOptions.length == 0 ? MemorySegment.NULL : Buffers.of(arena, runOptions);
        fed = arena.allocate(ADDRESS, Math.max(feedsMax, 1));
        made = arena.allocate(ADDRESS, Math.max(feedsMax, 1));
        fetches = arena.allocate(Endpoint.LAYOUT, Math.max(fetchesMax, 1));
        fetched = arena.allocate(ADDRESS, Math.max(fetchesMax, 1));
    }

    /** Begins a run that feeds these endpoints, in their order. */
    void begin(MemorySegment endpoints) {
        feeds = endpoints;
        feedCount = 0;
        fetchCount = 0;
        madeCount = 0;
    }

    /** Feeds the next endpoint with a tensor that outlives the run. */
    void feed(MemorySegment tensor) {
        fed.setAtIndex(ADDRESS, feedCount++, tensor);
    }

    /** Feeds the next endpoint with a tensor that {@link #clear} gives back. */
    void feedOnce(MemorySegment tensor) {
        made.setAtIndex(ADDRESS, madeCount++, tensor);
        feed(tensor);
    }

    /** Wants one more endpoint; its answer will have the number {@code fetchCount - 1}. */
    void fetch(Endpoint endpoint) {
        endpoint.writeTo(fetches, fetchCount);
        fetched.setAtIndex(ADDRESS, fetchCount, MemorySegment.NULL);
        fetchCount++;
    }

    /** Gives back what the run made. */
    void clear() {
        for (int i = 0; i < madeCount; i++) {
            NativeTensors.delete(made.getAtIndex(ADDRESS, i));
        }
        madeCount = 0;
        for (int i = 0; i < fetchCount; i++) {
            MemorySegment tensor = fetched.getAtIndex(ADDRESS, i);
            if (!tensor.equals(MemorySegment.NULL)) {
                NativeTensors.delete(tensor);
            }
        }
        fetchCount = 0;
    }

    /** A tensor that was fed. */
    MemorySegment fedTensor(int index) {
        return fed.getAtIndex(ADDRESS, index);
    }

    /** A tensor that came. */
    MemorySegment fetchedTensor(int index) {
        return fetched.getAtIndex(ADDRESS, index);
    }

    FeedWriter writer() {
        return writer;
    }

    Status status() {
        return status;
    }

    MemorySegment runOptions() {
        return runOptions;
    }

    MemorySegment feeds() {
        return feeds;
    }

    MemorySegment fed() {
        return fed;
    }

    int feedCount() {
        return feedCount;
    }

    MemorySegment fetches() {
        return fetches;
    }

    MemorySegment fetched() {
        return fetched;
    }

    int fetchCount() {
        return fetchCount;
    }

    @Override
    public void close() {
        status.close();
        arena.close();
    }
}

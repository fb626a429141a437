package io.inferry.experiment.evidence.outputs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Different hashes, up to a bound; an answer beyond it is not looked up any more. Entries are only
 * ever added, so that a reader without a lock sees each at most too late.
 */
final class DistinctAnswers {
    /** As many are told apart. */
    static final int MAX = 64;

    /** Stands for the hash 0, which marks free entries. */
    private static final long ZERO = 1;

    private final AtomicLongArray seen = new AtomicLongArray(MAX);

    void add(long hash) {
        long own = hash == 0 ? ZERO : hash;
        for (int i = 0; i < MAX; i++) {
            long there = seen.get(i);
            if (there == 0) {
                there = seen.compareAndExchange(i, 0, own);
            }
            if (there == own || there == 0) {
                return;
            }
        }
    }

    List<Long> hashes() {
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < MAX && seen.get(i) != 0; i++) {
            hashes.add(seen.get(i));
        }
        return hashes;
    }
}

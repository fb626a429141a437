package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether resident memory comes to rest under work that should leave nothing behind. The JVM's own
 * memory comes, goes and grows for a while; a leak raises the lowest figure of every round.
 */
public final class SettlingMemory {
    private static final int ROUNDS_MAX = 10;

    private SettlingMemory() {}

    /**
     * Works in rounds until one of them leaves about as much behind as the round before; fails when
     * none of ten does. Skips where the system does not tell what is resident.
     *
     * @param cycles of work in a round
     * @param growthMax bytes from one round's lowest figure to the next one's that are no leak
     */
    public static void assertSettles(int cycles, long growthMax, Runnable cycle) {
        assumeTrue(
                ResidentMemory.bytes().isPresent(), "this system does not tell what is resident");
        List<Long> lowest = new ArrayList<>(List.of(round(cycles, cycle)));
        boolean settled = false;
        while (!settled && lowest.size() < ROUNDS_MAX) {
            long before = lowest.getLast();
            lowest.add(round(cycles, cycle));
            settled = lowest.getLast() - before < growthMax;
        }
        assertThat(settled)
                .as(
                        "a round of %d cycles that adds less than %d bytes; lowest of each: %s",
                        cycles, growthMax, lowest)
                .isTrue();
    }

    private static long round(int cycles, Runnable cycle) {
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < cycles; i++) {
            cycle.run();
            // The heap is not what is measured here.
            System.gc();
            lowest = Math.min(lowest, ResidentMemory.bytes().orElseThrow());
        }
        return lowest;
    }
}

package io.inferry.experiment.evidence.shadow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** The pairs that lie farthest apart. Safe for use by many threads. */
final class Offenders {
    /** As many are kept. */
    static final int MAX = 32;

    private final PriorityQueue<Offender> worst =
            new PriorityQueue<>(Comparator.comparingDouble(Offender::difference));

    /** Keeps one if it is bad enough; only then it is made. */
    void offer(double difference, Supplier<Offender> offender) {
        if (isWanted(difference)) {
            add(offender.get());
        }
    }

    private synchronized boolean isWanted(double difference) {
        Offender least = worst.peek();
        return worst.size() < MAX || least == null || difference > least.difference();
    }

    private synchronized void add(Offender offender) {
        worst.add(offender);
        if (worst.size() > MAX) {
            worst.remove();
        }
    }

    /** Worst first. */
    synchronized List<Offender> list() {
        List<Offender> all = new ArrayList<>(worst);
        all.sort(Comparator.comparingDouble(Offender::difference).reversed());
        return List.copyOf(all);
    }
}

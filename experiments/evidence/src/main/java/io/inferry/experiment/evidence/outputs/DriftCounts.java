package io.inferry.experiment.evidence.outputs;

import java.util.ArrayList;
import java.util.List;

/**
 * Two distributions over the same bins.
 *
 * @param control counts by bin
 * @param candidate counts by bin, as many
 */
public record DriftCounts(Counts control, Counts candidate) {
    public DriftCounts {
        if (control.size() != candidate.size()) {
            throw new IllegalArgumentException(
                    "both need the same bins, were %d and %d"
                            .formatted(control.size(), candidate.size()));
        }
    }

    static DriftCounts between(OutputSummary control, OutputSummary candidate, int groups) {
        if (groups < 2) {
            throw new IllegalArgumentException("drift needs 2 bins or more, was " + groups);
        }
        boolean classes = control.classes().sum() + candidate.classes().sum() > 0;
        return classes
                ? used(control.classes(), candidate.classes())
                : grouped(control.values(), candidate.values(), groups);
    }

    /** Classes that occur in either. */
    private static DriftCounts used(Counts control, Counts candidate) {
        List<long[]> pairs = new ArrayList<>();
        for (int i = 0; i < control.size(); i++) {
            if (control.at(i) + candidate.at(i) > 0) {
                pairs.add(new long[] {control.at(i), candidate.at(i)});
            }
        }
        return of(pairs);
    }

    /** Bins joined until each holds its part of the control's. */
    private static DriftCounts grouped(Counts control, Counts candidate, int groups) {
        double part = (double) control.sum() / groups;
        List<long[]> pairs = new ArrayList<>();
        long[] open = new long[2];
        long before = 0;
        for (int i = 0; i < control.size(); i++) {
            open[0] += control.at(i);
            open[1] += candidate.at(i);
            boolean full = before + open[0] >= (pairs.size() + 1) * part;
            if (full && open[0] > 0 && pairs.size() < groups - 1) {
                before += open[0];
                pairs.add(open);
                open = new long[2];
            }
        }
        if (open[0] + open[1] > 0) {
            pairs.add(open);
        }
        return of(pairs);
    }

    private static DriftCounts of(List<long[]> pairs) {
        return new DriftCounts(
                Counts.of(pairs.stream().mapToLong(pair -> pair[0]).toArray()),
                Counts.of(pairs.stream().mapToLong(pair -> pair[1]).toArray()));
    }
}

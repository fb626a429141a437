package io.inferry.experiment.statistics.decision;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether requests reached the arms in the configured proportions.
 *
 * @param counts per arm, in the order of weights
 * @param weights configured
 * @param p of the sequential test
 * @param alpha p at or below it is an alarm
 */
public record Assignment(List<Long> counts, List<Double> weights, double p, double alpha) {
    public Assignment {
        counts = List.copyOf(counts);
        weights = List.copyOf(weights);
        if (counts.size() != weights.size()) {
            throw new IllegalArgumentException(
                    "counts and weights must have equal lengths, were "
                            + counts.size()
                            + " and "
                            + weights.size());
        }
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p must lie in [0, 1], was " + p);
        }
        if (!(alpha >= 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must lie in [0, 1), was " + alpha);
        }
    }

    /** Not known, as where somebody else splits the traffic: never an alarm. */
    public static Assignment unknown() {
        return new Assignment(List.of(), List.of(), 1, 0);
    }

    /** Something adds or loses requests of an arm. */
    public boolean mismatch() {
        return p <= alpha;
    }

    String sentence() {
        return "requests came as "
                + shown(counts)
                + " where the weights are "
                + shown(weights)
                + " (p "
                + Numbers.shown(p)
                + "): something adds or loses requests, so no comparison can be trusted";
    }

    private static String shown(List<? extends Number> values) {
        return values.stream()
                .map(value -> Numbers.shown(value.doubleValue(), 10))
                .collect(Collectors.joining(" to "));
    }
}

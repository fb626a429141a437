package io.inferry.experiment.statistics.bandit;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The chance of each arm to be chosen, as it must be logged with the choice for {@link OffPolicy}.
 *
 * @param each per arm, at least 0, summing to 1
 */
public record Propensities(List<Double> each) {
    private static final double ROUNDING = 1e-9;

    public Propensities {
        each = List.copyOf(each);
        double sum = 0;
        for (double one : each) {
            if (!(one >= 0)) {
                throw new IllegalArgumentException("propensities must be at least 0, were " + each);
            }
            sum += one;
        }
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException("propensities must sum to 1, were " + each);
        }
    }

    /**
     * With exploration: every arm at least {@code floor}, that is floor + (1 − k·floor) p.
     *
     * @throws IllegalArgumentException unless 0 ≤ floor ≤ 1/k
     */
    public Propensities withFloor(double floor) {
        int arms = each.size();
        if (!(floor >= 0 && floor * arms <= 1)) {
            throw new IllegalArgumentException(
                    "floor must lie in [0, 1/" + arms + "] for " + arms + " arms, was " + floor);
        }
        return new Propensities(each.stream().map(p -> floor + (1 - arms * floor) * p).toList());
    }

    /** Draws an arm by them. */
    public int draw(RandomGenerator generator) {
        double place = generator.nextDouble();
        int last = 0;
        for (int i = 0; i < each.size(); i++) {
            if (each.get(i) > 0) {
                place -= each.get(i);
                last = i;
                if (place < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}

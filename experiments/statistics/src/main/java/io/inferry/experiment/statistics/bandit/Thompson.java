package io.inferry.experiment.statistics.bandit;

import io.inferry.experiment.statistics.BestArm;
import io.inferry.experiment.statistics.Posterior;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Thompson sampling (Thompson 1933; Chapelle and Li, "An empirical evaluation of Thompson
 * sampling", 2011): each arm is chosen as often as it is likely to be the best. Rates use {@link
 * io.inferry.experiment.statistics.BetaPosterior}, means {@link
 * io.inferry.experiment.statistics.NormalPosterior}.
 *
 * @param arms what is believed of each, in order
 * @param floor least chance of every arm, 0 to 1/k: keeps learning, and keeps the weights of
 *     off-policy estimates below 1/floor
 */
public record Thompson(List<Posterior> arms, double floor) {
    public Thompson {
        arms = List.copyOf(arms);
        if (arms.isEmpty()) {
            throw new IllegalArgumentException("arms must not be empty");
        }
        if (!(floor >= 0 && floor * arms.size() <= 1)) {
            throw new IllegalArgumentException(
                    "floor must lie in [0, 1/" + arms.size() + "], was " + floor);
        }
    }

    /**
     * Chance of each arm to be chosen, by integration: the same beliefs give the same numbers. Some
     * milliseconds; keep the answer and draw from it until the beliefs change.
     */
    public Propensities propensities() {
        return new Propensities(BestArm.probabilities(arms)).withFloor(floor);
    }

    /** One choice by one draw from each belief; chosen as often as {@link #propensities} say. */
    public int choose(RandomGenerator generator) {
        if (generator.nextDouble() < floor * arms.size()) {
            return generator.nextInt(arms.size());
        }
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < arms.size(); i++) {
            double drawn = arms.get(i).sample(generator);
            if (drawn > highest) {
                best = i;
                highest = drawn;
            }
        }
        return best;
    }
}

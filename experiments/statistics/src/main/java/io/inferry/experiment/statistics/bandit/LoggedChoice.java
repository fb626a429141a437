package io.inferry.experiment.statistics.bandit;

import java.util.List;

/**
 * A line of a bandit's log, with what another policy would have done.
 *
 * @param arm chosen, from 0
 * @param propensity chance that the arm had when it was chosen, in (0, 1]
 * @param reward that came back
 * @param target chance of each arm under the other policy
 * @param predicted reward of each arm by a model; empty where there is none
 */
public record LoggedChoice(
        int arm, double propensity, double reward, Propensities target, List<Double> predicted) {
    public LoggedChoice {
        predicted = List.copyOf(predicted);
        int arms = target.each().size();
        if (arm < 0 || arm >= arms) {
            throw new IllegalArgumentException(
                    "arm must lie in [0, " + (arms - 1) + "], was " + arm);
        }
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException("propensity must lie in (0, 1], was " + propensity);
        }
        if (!Double.isFinite(reward)) {
            throw new IllegalArgumentException("reward must be finite, was " + reward);
        }
        if (!predicted.isEmpty() && predicted.size() != arms) {
            throw new IllegalArgumentException(
                    "predicted must have " + arms + " rewards, had " + predicted.size());
        }
        for (double one : predicted) {
            if (!Double.isFinite(one)) {
                throw new IllegalArgumentException("predicted must be finite, had " + one);
            }
        }
    }

    /** How much more often the other policy chooses this arm here. */
    double weight() {
        return target.each().get(arm) / propensity;
    }
}

package io.inferry.experiment.control.bandit;

import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.experiment.control.policy.BanditSight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Probabilities as the percent of a split. */
final class Shares {
    private static final double PERCENT = 100;

    private Shares() {}

    /** The same for each arm that is left, nothing for those that were dropped. */
    static TrafficSplit even(BanditSight sight) {
        double[] weights = new double[sight.arms().size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sight.dropped().contains(sight.arms().get(i).target()) ? 0 : 1;
        }
        return of(sight, weights);
    }

    /** Of weights in any unit, one for each arm. */
    static TrafficSplit of(BanditSight sight, double[] weights) {
        double sum = Arrays.stream(weights).sum();
        List<Share> shares = new ArrayList<>(weights.length);
        for (int i = 0; i < weights.length; i++) {
            double percent = Math.min(PERCENT, PERCENT * weights[i] / sum);
            shares.add(new Share(sight.arms().get(i).target(), percent));
        }
        return new TrafficSplit(shares);
    }
}

package io.inferry.experiment.control.bandit;

import io.inferry.experiment.control.policy.BanditSight;
import io.inferry.experiment.control.policy.BanditSight.ArmRewards;
import io.inferry.experiment.statistics.BetaPosterior;
import io.inferry.experiment.statistics.Moments;
import io.inferry.experiment.statistics.NormalPosterior;
import io.inferry.experiment.statistics.Posterior;
import io.inferry.experiment.statistics.Rate;
import io.inferry.experiment.statistics.bandit.Thompson;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thompson sampling: each arm's weight is the probability that it is the best, mixed with even
 * weights. Requests are assigned by the weights' hash, so that the weight is the propensity and the
 * same caller stays where it was as long as the weights do. Everything that it knows is in the
 * evidence, of all replicas together, so there is nothing to remember.
 *
 * <p>Rewards that are all 0 or 1 are rates, with Beta(1, 1) before the first; others are means,
 * with a normal-inverse-gamma belief that begins at the mean and spread of all arms together and is
 * worth one reward.
 */
final class ThompsonLearner implements Learner {
    /** Only rewards of 0 and 1 have a variance of m (1 − m), but for rounding. */
    private static final double RATE_TOLERANCE = 1e-9;

    private final double exploration;
    private @Nullable BanditSight seen;
    private @Nullable Division made;

    ThompsonLearner(double exploration) {
        this.exploration = exploration;
    }

    /** The evidence has it already. */
    @Override
    public void learn(Choice choice, double reward) {}

    @Override
    public Division divide(BanditSight sight) {
        Division division = made == null || !sight.equals(seen) ? fresh(sight) : made;
        seen = sight;
        made = division;
        return division;
    }

    private Division fresh(BanditSight sight) {
        List<ArmRewards> left =
                sight.arms().stream()
                        .filter(arm -> !sight.dropped().contains(arm.target()))
                        .toList();
        double floor = exploration / left.size();
        List<Double> each = new Thompson(posteriors(left), floor).propensities().each();
        double[] weights = new double[sight.arms().size()];
        for (int i = 0; i < weights.length; i++) {
            int at = left.indexOf(sight.arms().get(i));
            weights[i] = at < 0 ? 0 : each.get(at);
        }
        return new Division(Shares.of(sight, weights), Optional.empty());
    }

    private static List<Posterior> posteriors(List<ArmRewards> arms) {
        if (arms.stream().allMatch(ThompsonLearner::isRate)) {
            return arms.stream().map(arm -> (Posterior) BetaPosterior.of(rate(arm))).toList();
        }
        Moments together = Moments.NONE;
        for (ArmRewards arm : arms) {
            together = together.merge(moments(arm));
        }
        NormalPosterior before =
                NormalPosterior.around(
                        together.mean(), together.alike() ? 1 : together.deviation());
        return arms.stream().map(arm -> (Posterior) before.after(moments(arm))).toList();
    }

    /** Whether all rewards were 0 or 1; the variance may be the sample's or the population's. */
    private static boolean isRate(ArmRewards arm) {
        if (arm.count() == 0) {
            return true;
        }
        double ofRate = arm.mean() * (1 - arm.mean());
        double smaller = arm.variance() * (arm.count() - 1) / arm.count();
        return arm.mean() >= 0
                && arm.mean() <= 1
                && (Math.abs(arm.variance() - ofRate) <= RATE_TOLERANCE
                        || Math.abs(smaller - ofRate) <= RATE_TOLERANCE);
    }

    private static Rate rate(ArmRewards arm) {
        return new Rate(Math.round(arm.mean() * arm.count()), arm.count());
    }

    private static Moments moments(ArmRewards arm) {
        return new Moments(arm.count(), arm.mean(), arm.variance() * arm.count());
    }

    @Override
    public byte kind() {
        return 1;
    }

    @Override
    public int stateBytes() {
        return 0;
    }

    @Override
    public void write(DataOutput out) {}

    @Override
    public void add(DataInput in) {}
}

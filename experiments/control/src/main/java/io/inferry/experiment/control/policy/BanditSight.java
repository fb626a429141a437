package io.inferry.experiment.control.policy;

import io.inferry.api.model.VersionChoice;
import java.util.List;

/**
 * What a bandit knows when it is asked.
 *
 * @param arms control first, in the definition's order
 * @param dropped candidates that may get nothing any more
 */
public record BanditSight(List<ArmRewards> arms, List<VersionChoice> dropped) {
    public BanditSight {
        arms = List.copyOf(arms);
        dropped = List.copyOf(dropped);
    }

    /**
     * The rewards of one arm, of all replicas together.
     *
     * @param count how many came
     * @param mean 0 before the first
     * @param variance 0 before the second
     */
    public record ArmRewards(VersionChoice target, long count, double mean, double variance) {}
}

package io.inferry.experiment.control;

import io.inferry.api.model.VersionChoice;
import io.inferry.experiment.control.definition.BanditTerms;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.policy.BanditSight;
import io.inferry.experiment.control.policy.BanditSight.ArmRewards;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.statistics.Moments;
import java.util.ArrayList;
import java.util.List;

/** What a bandit's arms earned. */
record Rewards(List<ArmRewards> arms) {
    Rewards {
        arms = List.copyOf(arms);
    }

    static Rewards of(Definition pinned, List<EvidenceSummary> evidence) {
        String reward = pinned.bandit().map(BanditTerms::reward).orElse("reward");
        List<ArmRewards> arms = new ArrayList<>();
        for (VersionChoice arm : pinned.arms()) {
            Moments sum = Moments.NONE;
            for (EvidenceSummary each : evidence) {
                sum =
                        each.arm(arm)
                                .map(seen -> seen.feedback().metric(reward).all())
                                .orElse(Moments.NONE)
                                .merge(sum);
            }
            arms.add(new ArmRewards(arm, sum.count(), sum.mean(), sum.variance()));
        }
        return new Rewards(arms);
    }

    BanditSight without(List<VersionChoice> dropped) {
        return new BanditSight(arms, dropped);
    }
}

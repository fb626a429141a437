package io.inferry.experiment.control;

import io.inferry.api.ServingException;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.Kind;
import io.inferry.experiment.control.memory.Saved;
import io.inferry.experiment.control.policy.BanditAlgorithms;
import io.inferry.experiment.control.policy.BanditPolicy;
import io.inferry.experiment.evidence.feedback.FeedbackBook;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes experiments that run, new ones and those that were kept.
 *
 * @param algorithms of bandits; empty where none are on the class path
 */
record Openings(FeedbackBook feedback, Optional<BanditAlgorithms> algorithms) {
    Running open(Saved saved) {
        Definition pinned = saved.pinned();
        return new Running(
                saved, new Stretches(pinned, feedback, saved.stretches()), policy(saved));
    }

    private Optional<BanditPolicy> policy(Saved saved) {
        if (saved.pinned().kind() != Kind.BANDIT) {
            return Optional.empty();
        }
        BanditAlgorithms known =
                algorithms.orElseThrow(
                        () -> ServingException.unimplemented("this server has no bandits"));
        Optional<byte[]> before =
                saved.bandit().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Base64.getDecoder().decode(saved.bandit()));
        return Optional.of(known.open(saved.pinned(), before));
    }
}

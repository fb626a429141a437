package io.inferry.experiment.control.bandit;

import io.inferry.api.ServingException;
import io.inferry.experiment.control.definition.BanditTerms;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.policy.BanditAlgorithms;
import io.inferry.experiment.control.policy.BanditPolicy;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thompson sampling and LinUCB. */
public final class Bandits implements BanditAlgorithms {
    private static final Logger LOG = LoggerFactory.getLogger(Bandits.class);

    /** Found by {@link java.util.ServiceLoader}. */
    public Bandits() {}

    @Override
    public BanditPolicy open(Definition definition, Optional<byte[]> saved) {
        BanditTerms terms =
                definition
                        .bandit()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "experiment '%s' is no bandit but %s"
                                                .formatted(definition.name(), definition.kind())));
        Learner learner = Learner.of(definition, terms);
        saved.ifPresent(state -> {
            try {
                BanditState.read(state, learner);
            } catch (ServingException unfit) {
                LOG.warn(
                        "bandit starts anew experiment={} reason={}",
                        definition.name(),
                        unfit.text());
            }
        });
        return new Bandit(definition, new Contexts(terms.features()), learner);
    }
}

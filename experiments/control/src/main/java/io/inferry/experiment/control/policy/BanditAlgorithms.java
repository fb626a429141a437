package io.inferry.experiment.control.policy;

import io.inferry.experiment.control.definition.Definition;
import java.util.Optional;

/** Makes bandits. Found through {@link java.util.ServiceLoader}. */
public interface BanditAlgorithms {
    /**
     * A bandit for one experiment.
     *
     * @param definition of {@code kind: bandit}; every target an exact version
     * @param saved what {@link BanditPolicy#save} said before a restart; what cannot be read is
     *     left aside
     */
    BanditPolicy open(Definition definition, Optional<byte[]> saved);
}

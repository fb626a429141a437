package io.inferry.core.lifecycle;

import io.inferry.core.lifecycle.VersionFacts.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Pure: the states of one model's versions in, at most one transition out. It is asked again until
 * it has nothing left to say.
 */
interface VersionPolicy {
    Optional<Transition> next(List<VersionFacts> versions);

    static VersionPolicy of(LifecycleSettings.Preserve preserve) {
        return switch (preserve) {
            case AVAILABILITY -> VersionPolicy::preserveAvailability;
            case RESOURCES -> VersionPolicy::preserveResources;
        };
    }

    /**
     * 1. A version that is not wanted leaves once a wanted one is available, or when none is wanted
     * at all. 2. Otherwise the newest wanted version that may load does.
     *
     * <p>TensorFlow Serving also lets all unwanted versions but one leave before a wanted one is
     * available. That saves memory and fails callers who name them, so it is not done here.
     */
    private static Optional<Transition> preserveAvailability(List<VersionFacts> versions) {
        boolean noneWanted = versions.stream().noneMatch(VersionFacts::wanted);
        boolean replaced =
                versions.stream().anyMatch(facts -> facts.wanted() && facts.isAvailable());
        if (noneWanted || replaced) {
            Optional<Transition> unload = unloadOldest(versions, facts -> !facts.wanted());
            if (unload.isPresent()) {
                return unload;
            }
        }
        return loadNewest(versions, facts -> facts.wanted() && facts.mayLoad());
    }

    /**
     * 1. Whatever is not wanted, or is to be loaded anew, leaves. 2. Nothing loads before it is
     * gone. 3. Then the newest wanted version that may load does.
     */
    private static Optional<Transition> preserveResources(List<VersionFacts> versions) {
        Optional<Transition> unload =
                unloadOldest(versions, facts -> !facts.wanted() || facts.phase() == Phase.STALE);
        if (unload.isPresent()) {
            return unload;
        }
        boolean occupied =
                versions.stream()
                        .anyMatch(facts ->
                                facts.phase() == Phase.LEAVING
                                        || (!facts.wanted() && facts.isLoaded()));
        return occupied
                ? Optional.empty()
                : loadNewest(versions, facts -> facts.wanted() && facts.mayLoad());
    }

    private static Optional<Transition> unloadOldest(
            List<VersionFacts> versions, Predicate<VersionFacts> which) {
        return versions.stream()
                .filter(VersionFacts::isAvailable)
                .filter(which)
                .min(Comparator.comparingLong(VersionFacts::version))
                .map(facts -> new Transition.Unload(facts.version()));
    }

    private static Optional<Transition> loadNewest(
            List<VersionFacts> versions, Predicate<VersionFacts> which) {
        return versions.stream()
                .filter(which)
                .max(Comparator.comparingLong(VersionFacts::version))
                .map(facts -> new Transition.Load(facts.version()));
    }
}

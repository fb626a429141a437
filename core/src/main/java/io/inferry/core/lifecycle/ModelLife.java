package io.inferry.core.lifecycle;

import io.inferry.api.ServingException;
import io.inferry.api.management.VersionState;
import io.inferry.api.model.ModelId;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.core.repository.ModelListing;
import io.inferry.core.repository.SettingsReading;
import io.inferry.core.repository.VersionListing;
import io.inferry.core.repository.VersionListing.Contents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One model: what the repository and operators want of it, and its versions. Used by the loop. */
final class ModelLife {
    private final String name;
    private final LifecycleSettings settings;
    private final Outbox outbox;
    private final NavigableMap<Long, VersionLife> versions = new TreeMap<>();
    private final Labels labels = new Labels();
    private final Orders orders = new Orders();
    private Optional<TrafficPlan> traffic = Optional.empty();

    /** Empty when the model was removed. */
    private Optional<ModelListing> listing = Optional.empty();

    ModelLife(String name, LifecycleSettings settings, Outbox outbox) {
        this.name = name;
        this.settings = settings;
        this.outbox = outbox;
    }

    /** What the repository says now. */
    void list(ModelListing next) {
        listing = Optional.of(next);
        if (next instanceof ModelListing.Listed listed) {
            labels.configure(listed.settings().settings().labels());
            if (listed.settings().problem().isEmpty()) {
                traffic = listed.settings().settings().traffic();
            }
        }
    }

    /** The repository no longer has it. */
    void remove() {
        listing = Optional.empty();
        labels.configure(Map.of());
        traffic = Optional.empty();
    }

    /** How the settings divide its requests. */
    Optional<TrafficPlan> traffic() {
        return traffic;
    }

    boolean isListed() {
        return listing.isPresent();
    }

    Orders orders() {
        return orders;
    }

    Labels labels() {
        return labels;
    }

    Optional<VersionLife> version(long number) {
        return Optional.ofNullable(versions.get(number));
    }

    NavigableMap<Long, VersionLife> versions() {
        return Collections.unmodifiableNavigableMap(versions);
    }

    /** Brings the versions as far as they can come without waiting. */
    void reconcile(VersionPolicy policy, Instant now) {
        plan(now);
        Optional<Transition> next = policy.next(facts(now));
        while (next.isPresent()) {
            step(next.get(), now);
            next = policy.next(facts(now));
        }
        versions.values().forEach(version -> version.reportLateDrain(now));
        labels.settle(number -> answering().contains(number));
        forgetFinished();
    }

    private List<VersionFacts> facts(Instant now) {
        return versions.values().stream().map(version -> version.facts(now)).toList();
    }

    private void step(Transition transition, Instant now) {
        VersionLife version = life(transition.version());
        switch (transition) {
            case Transition.Load load -> version.load(now);
            case Transition.Unload unload -> version.unload(whyUnwanted(unload.version()), now);
        }
    }

    private void plan(Instant now) {
        if (orders.unloaded().isPresent() || listing.isEmpty()) {
            versions.forEach((number, version) -> version.unwant(whyUnwanted(number), now));
            return;
        }
        switch (listing.get()) {
            case ModelListing.Listed listed -> plan(listed, now);
            case ModelListing.Unclear unclear ->
                    versions.values().stream()
                            .filter(VersionLife::isWanted)
                            .forEach(VersionLife::keep);
        }
    }

    private void plan(ModelListing.Listed listed, Instant now) {
        Wishes wishes = wishes(listed);
        for (VersionListing version : listed.versions()) {
            long number = version.version();
            if (wishes.wanted().contains(number)) {
                want(life(number), version, listed.settings(), now);
            } else if (wishes.expected().contains(number)
                    && version.contents() instanceof Contents.Unsettled unsettled) {
                life(number).expect(unsettled, now);
            }
        }
        versions.forEach((number, version) -> {
            if (!wishes.wanted().contains(number) && !wishes.expected().contains(number)) {
                version.unwant(whyUnwanted(number), now);
            }
        });
    }

    private Wishes wishes(ModelListing.Listed listed) {
        NavigableSet<Long> answering = answering();
        NavigableSet<Long> all = new TreeSet<>();
        NavigableSet<Long> ready = new TreeSet<>();
        for (VersionListing version : listed.versions()) {
            all.add(version.version());
            boolean settled = version.contents() instanceof Contents.Settled;
            if (settled || answering.contains(version.version())) {
                ready.add(version.version());
            }
        }
        return Wishes.of(
                listed.settings().settings().versions(),
                new Wishes.Versions(all, ready, answering),
                orders);
    }

    private static void want(
            VersionLife life, VersionListing version, SettingsReading reading, Instant now) {
        switch (version.contents()) {
            case Contents.Settled settled ->
                    life.want(LoadPlan.of(version.artifact(), settled.fingerprint(), reading), now);
            case Contents.Unsettled unsettled -> life.keep();
        }
    }

    private String whyUnwanted(long number) {
        if (orders.unloaded().isPresent()) {
            return orders.unloaded().get();
        }
        if (orders.isAside(number)) {
            return "set aside by a rollback";
        }
        return onDisk().contains(number)
                ? "replaced, as the version policy chooses"
                : "removed from the repository";
    }

    /**
     * Sets the newest answering version aside.
     *
     * @return the version that answers, or will
     */
    ModelId rollBack() {
        NavigableSet<Long> answering = answering();
        answering.removeIf(orders::isAside);
        if (answering.isEmpty() && orders.pinned().isPresent()) {
            return new ModelId(name, orders.pinned().getAsLong());
        }
        if (answering.isEmpty()) {
            throw ServingException.failedPrecondition(
                    "model " + name + " has no available version to roll back from");
        }
        long newest = answering.last();
        long earlier =
                newestSound(onDisk().headSet(newest, false))
                        .orElseThrow(() ->
                                ServingException.failedPrecondition(
                                        "model %s has no version before %d"
                                                .formatted(name, newest)));
        orders.rollBack(newest, earlier);
        return new ModelId(name, earlier);
    }

    /** Rather one that has not failed. */
    private Optional<Long> newestSound(Collection<Long> numbers) {
        NavigableSet<Long> candidates = new TreeSet<>(numbers);
        candidates.removeIf(orders::isAside);
        NavigableSet<Long> sound = new TreeSet<>(candidates);
        sound.removeIf(number ->
                version(number)
                        .filter(version -> version.state() == VersionState.FAILED)
                        .isPresent());
        NavigableSet<Long> best = sound.isEmpty() ? candidates : sound;
        return best.isEmpty() ? Optional.empty() : Optional.of(best.last());
    }

    private NavigableSet<Long> onDisk() {
        NavigableSet<Long> numbers = new TreeSet<>();
        if (listing.orElse(null) instanceof ModelListing.Listed listed) {
            listed.versions().forEach(version -> numbers.add(version.version()));
        }
        return numbers;
    }

    /** Versions that callers can reach now. */
    NavigableSet<Long> answering() {
        NavigableSet<Long> answering = new TreeSet<>();
        versions.forEach((number, version) -> {
            if (version.serving().isPresent()) {
                answering.add(number);
            }
        });
        return answering;
    }

    private VersionLife life(long number) {
        return versions.computeIfAbsent(
                number, key -> new VersionLife(new ModelId(name, key), settings, outbox));
    }

    private void forgetFinished() {
        List<Long> finished = new ArrayList<>();
        versions.forEach((number, version) -> {
            if (version.state() == VersionState.UNLOADED && !version.isBusy()) {
                finished.add(number);
            }
        });
        int excess = finished.size() - settings.history().finishedVersionsMax();
        finished.stream().limit(Math.max(0, excess)).forEach(versions::remove);
    }

    /** Whether a first load is running, or all that there is of it is still being copied. */
    boolean isUntried() {
        Collection<VersionLife> all = versions.values();
        boolean copying =
                all.stream().anyMatch(VersionLife::isComing)
                        && all.stream().noneMatch(VersionLife::isTried);
        return copying || all.stream().anyMatch(VersionLife::isUntried);
    }

    /** Whether anything of it is in memory. */
    boolean isBusy() {
        return versions.values().stream().anyMatch(VersionLife::isBusy);
    }

    String name() {
        return name;
    }

    Optional<ModelListing> listing() {
        return listing;
    }
}

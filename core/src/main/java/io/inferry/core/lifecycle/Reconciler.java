package io.inferry.core.lifecycle;

import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.Readiness;
import io.inferry.api.model.ModelId;
import io.inferry.api.observer.Observer;
import io.inferry.core.catalog.Catalog;
import io.inferry.core.catalog.CatalogModel;
import io.inferry.core.catalog.CatalogReference;
import io.inferry.core.repository.ModelListing;
import io.inferry.core.repository.Sighting;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The one loop that makes what is match what should be. All methods are called on the loop's
 * thread; none of them waits. Each takes in what happened, decides, publishes the catalog and only
 * then has the rest done: loads, closings, telling observers.
 */
final class Reconciler {
    private final LifecycleSettings settings;
    private final InstantSource clock;
    private final CatalogReference catalog;
    private final List<Observer> observers;
    private final Work work;
    private final VersionPolicy policy;
    private final Outbox outbox = new Outbox();
    private final Map<String, ModelLife> models = new LinkedHashMap<>();
    private final Waiters waiters = new Waiters();

    private Optional<String> sourceProblem = Optional.empty();
    private boolean looked;
    private boolean stopping;
    private Runnable whenTried;
    private Runnable whenStopped = () -> {};

    /** The slow work, done elsewhere; its results come back as calls on the loop's thread. */
    interface Work {
        /** Ends with {@link #finished}. */
        void load(ModelId id, LoadPlan plan);

        /** Lets the last requests finish, closes, and ends with {@link #closed}. */
        void retire(Loaded loaded);
    }

    /** What a reconciler works with. */
    record Surroundings(InstantSource clock, CatalogReference catalog, List<Observer> observers) {}

    /**
     * @param whenTried called once, when everything found by the first look was tried once
     */
    Reconciler(
            LifecycleSettings settings, Surroundings surroundings, Work work, Runnable whenTried) {
        this.settings = settings;
        this.clock = surroundings.clock();
        this.catalog = surroundings.catalog();
        this.observers = List.copyOf(surroundings.observers());
        this.work = work;
        this.policy = VersionPolicy.of(settings.preserve());
        this.whenTried = whenTried;
    }

    /** The repository was looked at. */
    void seen(Sighting sighting) {
        looked = true;
        sourceProblem = sighting.problem();
        if (sourceProblem.isPresent()) {
            ModelListing unclear = new ModelListing.Unclear(sourceProblem.get());
            models.values().stream()
                    .filter(ModelLife::isListed)
                    .forEach(model -> model.list(unclear));
        } else {
            sighting.models()
                    .forEach((name, listing) ->
                            models.computeIfAbsent(name, this::newModel).list(listing));
            models.forEach((name, model) -> {
                if (!sighting.models().containsKey(name)) {
                    model.remove();
                }
            });
        }
        reconcile();
    }

    private ModelLife newModel(String name) {
        return new ModelLife(name, settings, outbox);
    }

    /** Time passed. */
    void tick() {
        models.values().forEach(model -> model.versions().values().forEach(VersionLife::expire));
        decide();
        if (!outbox.isEmpty()) {
            publishAndSend();
        }
    }

    /** The engine is done with a version. */
    void warming(ModelId id) {
        version(id).ifPresent(version -> version.warming(clock.instant()));
        reconcile();
    }

    /** A load ended. */
    void finished(ModelId id, LoadOutcome outcome) {
        Instant now = clock.instant();
        VersionLife version =
                version(id).orElseThrow(() -> new IllegalStateException(id + " is not known"));
        switch (outcome) {
            case LoadOutcome.Done done -> version.loaded(done.loaded(), now);
            case LoadOutcome.Failed failed -> version.failed(failed, now);
        }
        reconcile();
    }

    /** A version's memory was given back. */
    void closed(Loaded loaded, String how) {
        version(loaded.id()).ifPresent(version -> version.closed(loaded, how, clock.instant()));
        reconcile();
    }

    /** An operator changed what is wanted. */
    void reconcile() {
        decide();
        publishAndSend();
    }

    /** From now on the server is not ready; what is loaded goes on answering. */
    void withdraw() {
        stopping = true;
        reconcile();
    }

    /** From now on nothing is wanted; {@code stopped} is called once, when nothing is in memory. */
    void stop(Runnable stopped) {
        stopping = true;
        whenStopped = stopped;
        models.values().forEach(model -> model.orders().unload("the server is stopping"));
        reconcile();
    }

    /** Completes once these models were tried. */
    CompletableFuture<List<ModelStatus>> tried(Set<String> names) {
        CompletableFuture<List<ModelStatus>> tried = waiters.add(names);
        callWaiters();
        return tried;
    }

    Optional<ModelLife> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    private Optional<VersionLife> version(ModelId id) {
        return model(id.name()).flatMap(model -> model.version(id.version()));
    }

    private void decide() {
        Instant now = clock.instant();
        models.values().forEach(model -> model.reconcile(policy, now));
        forgetFinishedModels();
    }

    private void forgetFinishedModels() {
        List<String> finished = new ArrayList<>();
        models.forEach((name, model) -> {
            if (!model.isListed() && !model.isBusy()) {
                finished.add(name);
            }
        });
        int excess = finished.size() - settings.history().finishedModelsMax();
        finished.stream().limit(Math.max(0, excess)).forEach(models::remove);
    }

    private void publishAndSend() {
        Map<String, CatalogModel> entries = new HashMap<>();
        models.forEach((name, model) -> entries.put(name, new ModelReport(model).entry()));
        long modelBytes =
                models.values().stream()
                        .flatMap(model -> model.versions().values().stream())
                        .mapToLong(VersionLife::nativeBytes)
                        .sum();
        catalog.publish(new Catalog(entries, readiness(), modelBytes));
        outbox.drain().forEach(this::send);
        callWaiters();
    }

    private Readiness readiness() {
        if (stopping) {
            return new Readiness(List.of("the server is stopping"));
        }
        if (!looked) {
            return Catalog.EMPTY.readiness();
        }
        return Readying.judge(settings.readiness(), models.values(), sourceProblem);
    }

    private void send(Outbox.Item item) {
        switch (item) {
            case Outbox.Item.Load load -> work.load(load.id(), load.plan());
            case Outbox.Item.Retire retire -> work.retire(retire.loaded());
            case Outbox.Item.Changed changed ->
                    tell(observer -> observer.changed(changed.id(), changed.change()));
            case Outbox.Item.Arrived arrived ->
                    tell(observer -> observer.loaded(arrived.id(), arrived.took()));
        }
    }

    /** Observers may not throw; one that does must not keep a load from beginning. */
    private void tell(Consumer<Observer> event) {
        for (Observer observer : observers) {
            try {
                event.accept(observer);
            } catch (RuntimeException e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
    }

    private void callWaiters() {
        if (looked) {
            waiters.call(models);
        }
        if (looked && models.values().stream().noneMatch(ModelLife::isUntried)) {
            Runnable tried = whenTried;
            whenTried = () -> {};
            tried.run();
        }
        if (stopping && models.values().stream().noneMatch(ModelLife::isBusy)) {
            Runnable stopped = whenStopped;
            whenStopped = () -> {};
            stopped.run();
        }
    }
}

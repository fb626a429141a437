package io.inferry.core.routing;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.Traffic;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.core.catalog.Catalog;
import io.inferry.core.catalog.CatalogReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where each model's traffic is said to go. Readers see one immutable map; acts replace it, one at
 * a time. What the settings say comes with the catalog, so that a version and its share appear
 * together; its router is made when it is first needed and kept until the settings change.
 */
public final class TrafficBoard implements Traffic {
    private final CatalogReference catalog;
    private final Optional<OverrideKey> overrideKey;
    private final RequestIds ids = RequestIds.ofThisServer();

    /** By model; a model that is not in it has neither an act nor settings known yet. */
    private volatile Map<String, Entry> entries = Map.of();

    /**
     * @param overrideKey what a request must bring to choose its version by a header; empty: none
     *     may
     */
    public TrafficBoard(CatalogReference catalog, Optional<String> overrideKey) {
        this.catalog = catalog;
        this.overrideKey = overrideKey.map(OverrideKey::new);
    }

    /**
     * What is said of one model.
     *
     * @param settings the plan of the settings that the router was made with
     */
    private record Entry(
            Optional<TrafficPlan> settings,
            Optional<TrafficPlan> act,
            Optional<ExperimentTraffic> experiment,
            @Nullable Router router) {
        static final Entry NONE =
                new Entry(Optional.empty(), Optional.empty(), Optional.empty(), null);

        static Entry of(
                String model,
                Optional<TrafficPlan> settings,
                Optional<TrafficPlan> act,
                Optional<ExperimentTraffic> experiment) {
            Optional<TrafficPlan> plan = act.or(() -> settings);
            Router router =
                    plan.isEmpty() && experiment.isEmpty()
                            ? null
                            : new Router(model, plan, experiment);
            return new Entry(settings, act, experiment, router);
        }
    }

    /**
     * Decides for a request that leaves the version to the server.
     *
     * @return empty when the model's traffic is not divided
     * @throws ServingException PERMISSION_DENIED for a version by header without its key
     */
    public Optional<Routed> route(String model, Exchange exchange, Catalog now) {
        if (overrideKey.isPresent()) {
            Optional<VersionChoice> demanded = overrideKey.get().demanded(exchange.facts());
            if (demanded.isPresent()) {
                return Optional.of(overridden(demanded.get()));
            }
        }
        Router router = router(model, now);
        if (router == null) {
            return Optional.empty();
        }
        var draw =
                exchange.assignment()
                        .map(before -> new Router.Draw(before.id(), StableHash.of(before.id())))
                        .orElseGet(this::draw);
        return Optional.of(
                router.route(
                        exchange.facts(), draw, target -> now.has(new ModelRef(model, target))));
    }

    private Router.Draw draw() {
        return new Router.Draw(ids.next(), ThreadLocalRandom.current().nextLong());
    }

    private Routed overridden(VersionChoice demanded) {
        return new Routed(
                new Assignment(ids.next(), Assignment.Cause.OVERRIDE, "", demanded, 1, false),
                List.of());
    }

    private @Nullable Router router(String model, Catalog now) {
        Entry entry = entries.get(model);
        Optional<TrafficPlan> settings = now.traffic(model);
        if (entry == null) {
            return settings.isEmpty() ? null : settled(model, settings).router();
        }
        boolean same =
                settings.isEmpty()
                        ? entry.settings().isEmpty()
                        : entry.settings().isPresent()
                                && isSame(entry.settings().get(), settings.get());
        return same ? entry.router() : settled(model, settings).router();
    }

    /** By identity: plans are compared for every request, and a new look at the file is rare. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(TrafficPlan one, TrafficPlan other) {
        return one == other;
    }

    private Entry settled(String model, Optional<TrafficPlan> settings) {
        return change(model, entry -> Entry.of(model, settings, entry.act(), entry.experiment()));
    }

    private synchronized Entry change(String model, UnaryOperator<Entry> by) {
        Entry next = by.apply(entries.getOrDefault(model, Entry.NONE));
        Map<String, Entry> changed = new HashMap<>(entries);
        changed.put(model, next);
        entries = Map.copyOf(changed);
        return next;
    }

    @Override
    public Optional<TrafficPlan> plan(String model) {
        return Optional.ofNullable(entries.get(model))
                .flatMap(Entry::act)
                .or(() -> catalog.get().traffic(model));
    }

    @Override
    public boolean isActed(String model) {
        return Optional.ofNullable(entries.get(model)).flatMap(Entry::act).isPresent();
    }

    @Override
    public void setPlan(String model, TrafficPlan plan) {
        requireAvailable(model, targets(plan));
        change(
                model,
                entry ->
                        Entry.of(
                                model,
                                catalog.get().traffic(model),
                                Optional.of(plan),
                                entry.experiment()));
    }

    @Override
    public void clearPlan(String model) {
        change(
                model,
                entry ->
                        Entry.of(
                                model,
                                catalog.get().traffic(model),
                                Optional.empty(),
                                entry.experiment()));
    }

    @Override
    public Optional<ExperimentTraffic> experiment(String model) {
        return Optional.ofNullable(entries.get(model)).flatMap(Entry::experiment);
    }

    @Override
    public void experiment(String model, ExperimentTraffic traffic) {
        change(
                model,
                entry -> {
                    entry.experiment()
                            .filter(other -> !other.experiment().equals(traffic.experiment()))
                            .ifPresent(other -> {
                                throw conflict(model, other.experiment());
                            });
                    return Entry.of(
                            model, catalog.get().traffic(model), entry.act(), Optional.of(traffic));
                });
    }

    private static ServingException conflict(String model, String running) {
        return ServingException.of(
                ErrorCode.CONFLICT,
                "model %s already has experiment '%s'".formatted(model, running));
    }

    @Override
    public void endExperiment(String model, String experiment) {
        change(
                model,
                entry -> {
                    boolean ends =
                            entry.experiment()
                                    .map(running -> running.experiment().equals(experiment))
                                    .orElse(false);
                    return ends
                            ? Entry.of(
                                    model,
                                    catalog.get().traffic(model),
                                    entry.act(),
                                    Optional.empty())
                            : entry;
                });
    }

    private static Stream<VersionChoice> targets(TrafficPlan plan) {
        Stream<Share> shares =
                Stream.concat(
                        plan.rules().stream().flatMap(rule -> rule.split().shares().stream()),
                        plan.split().stream().flatMap(split -> split.shares().stream()));
        return Stream.of(
                        shares.map(Share::target),
                        plan.holdout().stream().map(held -> held.target()),
                        plan.shadows().stream().map(shadow -> shadow.target()))
                .flatMap(each -> each);
    }

    private void requireAvailable(String model, Stream<VersionChoice> targets) {
        Catalog now = catalog.get();
        if (now.status(model).isEmpty()) {
            throw ServingException.notFound("there is no model '" + model + "'");
        }
        List<String> missing =
                targets.filter(target -> !now.has(new ModelRef(model, target)))
                        .map(Share::named)
                        .distinct()
                        .toList();
        if (!missing.isEmpty()) {
            throw ServingException.notFound(
                    "model %s has no available %s".formatted(model, String.join(", ", missing)));
        }
    }
}

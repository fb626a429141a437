package io.inferry.core.routing;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.Assignment.Cause;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.Holdout;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.TrafficPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Divides the traffic of one model. Pure: the same request, unit and versions give the same answer,
 * on every server.
 */
final class Router {
    private static final double PERCENT = 100;

    private final List<RuleTest> rules;
    private final @Nullable Holdout holdout;
    private final @Nullable Targets split;
    private final @Nullable ExperimentTraffic experiment;
    private final @Nullable Targets arms;
    private final @Nullable RequestField planSticky;
    private final @Nullable RequestField experimentSticky;
    private final List<Shadow> shadows;
    private final long holdoutSeed;
    private final long shadowSeed;

    Router(String model, Optional<TrafficPlan> plan, Optional<ExperimentTraffic> experiment) {
        this.rules =
                plan.map(TrafficPlan::rules).orElse(List.of()).stream()
                        .map(rule -> new RuleTest(model, rule))
                        .toList();
        this.holdout = plan.flatMap(TrafficPlan::holdout).orElse(null);
        this.split =
                plan.flatMap(TrafficPlan::split)
                        .map(shares -> new Targets(model + "/split", shares))
                        .orElse(null);
        this.experiment = experiment.orElse(null);
        this.arms =
                experiment
                        .map(one -> new Targets("experiment/" + one.experiment(), one.split()))
                        .orElse(null);
        this.planSticky = plan.flatMap(TrafficPlan::sticky).orElse(null);
        this.experimentSticky = experiment.flatMap(ExperimentTraffic::sticky).orElse(planSticky);
        List<Shadow> all = new ArrayList<>(plan.map(TrafficPlan::shadows).orElse(List.of()));
        experiment.ifPresent(one -> all.addAll(one.shadows()));
        this.shadows = List.copyOf(all);
        this.holdoutSeed = StableHash.of(model + "/holdout");
        this.shadowSeed = StableHash.of(model + "/shadow");
    }

    /**
     * Decides.
     *
     * @param draw 64 random bits, for requests without a sticky value and for shadows
     * @param available whether a target can answer now
     */
    Routed route(RequestFacts facts, Draw draw, Predicate<VersionChoice> available) {
        return new Routed(assignment(facts, draw, available), shadows(draw));
    }

    /**
     * What makes a request one of its own.
     *
     * @param id its name
     * @param bits random
     */
    record Draw(String id, long bits) {}

    private Assignment assignment(
            RequestFacts facts, Draw draw, Predicate<VersionChoice> available) {
        for (int i = 0; i < rules.size(); i++) {
            RuleTest rule = rules.get(i);
            if (rule.fits(facts)) {
                long unit = unit(facts, planSticky, draw);
                return of(draw, rule.targets().draw(unit, available), Cause.RULE, rule.name());
            }
        }
        Holdout held = holdout;
        if (held != null && isHeldOut(held, facts) && available.test(held.target())) {
            return new Assignment(draw.id(), Cause.HOLDOUT, "", held.target(), 1, false);
        }
        if (experiment != null && arms != null) {
            return ofExperiment(experiment, arms, new Asked(facts, draw, available));
        }
        if (split != null) {
            long unit = unit(facts, planSticky, draw);
            return of(draw, split.draw(unit, available), Cause.SPLIT, "");
        }
        return new Assignment(draw.id(), Cause.LATEST, "", VersionChoice.LATEST, 1, false);
    }

    private record Asked(RequestFacts facts, Draw draw, Predicate<VersionChoice> available) {}

    private Assignment ofExperiment(ExperimentTraffic running, Targets drawn, Asked asked) {
        long unit = unit(asked.facts(), experimentSticky, asked.draw());
        Targets.Drawn choice =
                running.chooser()
                        .map(chooser ->
                                drawn.draw(
                                        chooser.probabilities(asked.facts()),
                                        unit,
                                        asked.available()))
                        .orElseGet(() -> drawn.draw(unit, asked.available()));
        return of(asked.draw(), choice, Cause.EXPERIMENT, running.experiment());
    }

    private static Assignment of(Draw draw, Targets.Drawn drawn, Cause cause, String rule) {
        return new Assignment(
                draw.id(), cause, rule, drawn.target(), drawn.propensity(), drawn.diverted());
    }

    private boolean isHeldOut(Holdout held, RequestFacts facts) {
        if (planSticky == null) {
            return false;
        }
        Optional<String> value = facts.value(planSticky);
        return value.isPresent()
                && StableHash.unit(StableHash.of(holdoutSeed, StableHash.of(value.get()))) * PERCENT
                        < held.percent();
    }

    private static long unit(RequestFacts facts, @Nullable RequestField sticky, Draw draw) {
        if (sticky == null) {
            return draw.bits();
        }
        Optional<String> value = facts.value(sticky);
        return value.isPresent() ? StableHash.of(value.get()) : draw.bits();
    }

    private List<Shadow> shadows(Draw draw) {
        if (shadows.isEmpty()) {
            return shadows;
        }
        List<Shadow> chosen = new ArrayList<>(shadows.size());
        for (int i = 0; i < shadows.size(); i++) {
            double point = StableHash.unit(StableHash.of(shadowSeed + i, draw.bits())) * PERCENT;
            if (point < shadows.get(i).percent()) {
                chosen.add(shadows.get(i));
            }
        }
        return chosen;
    }
}

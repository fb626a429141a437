package io.inferry.experiment.control.bandit;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.DefinitionReader;
import io.inferry.experiment.control.policy.BanditPolicy;
import io.inferry.experiment.control.policy.BanditSight;
import io.inferry.experiment.control.policy.BanditSight.ArmRewards;
import io.inferry.experiment.statistics.Moments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests, a bandit that divides them, and rewards that come late; all from one seed. */
final class World {
    /** Requests between two updates of the policy. */
    static final int UPDATE = 200;

    /** Requests until a reward comes. */
    static final int DELAY = 500;

    private final Nature nature;
    private final Definition definition;
    private final BanditPolicy policy;
    private final RandomGenerator random;
    private final List<Moments> evidence;
    private final Deque<Due> due = new ArrayDeque<>();
    private ExperimentTraffic traffic;
    private long requests;
    private double regret;
    private double uniformRegret;

    /** What requests are like, and what arms earn by them. */
    interface Nature {
        int arms();

        /** A request's fields, by the header's name. */
        Map<String, String> request(RandomGenerator random);

        /** What an arm earns in the mean. */
        double mean(Map<String, String> request, int arm);

        /** What it earns now. */
        double reward(double mean, RandomGenerator random);
    }

    private record Due(long at, String id, int arm, double reward) {}

    World(Nature nature, String bandit, long seed) {
        this.nature = nature;
        this.definition = definition(nature.arms(), bandit);
        this.policy = new Bandits().open(definition, Optional.empty());
        this.random = new SplittableRandom(seed);
        this.evidence = new ArrayList<>(Collections.nCopies(nature.arms(), Moments.NONE));
        this.traffic = policy.next(sight());
    }

    /** A definition with versions 1 to {@code arms}. */
    static Definition definition(int arms, String bandit) {
        String candidates =
                IntStream.rangeClosed(2, arms)
                        .mapToObj(version -> "{target: " + version + "}")
                        .collect(Collectors.joining(", "));
        return DefinitionReader.read(
                """
                name: which
                model: digits
                kind: bandit
                control: 1
                arms: [%s]
                bandit: %s
                """
                        .formatted(candidates, bandit),
                "the test");
    }

    /** The evidence as the controller would tell it. */
    BanditSight sight() {
        List<ArmRewards> arms = new ArrayList<>();
        for (int arm = 0; arm < evidence.size(); arm++) {
            Moments seen = evidence.get(arm);
            arms.add(
                    new ArmRewards(
                            definition.arms().get(arm),
                            seen.count(),
                            seen.mean(),
                            seen.variance()));
        }
        return new BanditSight(arms, List.of());
    }

    World run(int more) {
        for (int i = 0; i < more; i++) {
            one();
        }
        return this;
    }

    private void one() {
        while (!due.isEmpty() && due.peek().at() <= requests) {
            Due now = due.poll();
            policy.rewarded(now.id(), now.reward());
            evidence.set(now.arm(), evidence.get(now.arm()).plus(now.reward()));
        }
        if (requests % UPDATE == 0) {
            traffic = policy.next(sight());
        }
        Map<String, String> request = nature.request(random);
        RequestFacts facts = field -> Optional.ofNullable(request.get(field.name()));
        double[] chances = chances(facts);
        int arm = draw(chances);
        String id = "r" + requests;
        policy.routed(assignment(definition, id, arm, chances[arm]), facts);
        double mean = nature.mean(request, arm);
        due.add(new Due(requests + DELAY, id, arm, nature.reward(mean, random)));
        account(request, mean);
        requests++;
    }

    private void account(Map<String, String> request, double mean) {
        double best = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int arm = 0; arm < nature.arms(); arm++) {
            best = Math.max(best, nature.mean(request, arm));
            sum += nature.mean(request, arm);
        }
        regret += best - mean;
        uniformRegret += best - sum / nature.arms();
    }

    /** As the router does. */
    double[] chances(RequestFacts facts) {
        return traffic.chooser()
                .map(chooser -> chooser.probabilities(facts))
                .orElseGet(() ->
                        traffic.split().shares().stream()
                                .mapToDouble(share -> share.weight() / 100)
                                .toArray());
    }

    private int draw(double[] chances) {
        double point = random.nextDouble();
        for (int arm = 0; arm < chances.length; arm++) {
            point -= chances[arm];
            if (point < 0) {
                return arm;
            }
        }
        return chances.length - 1;
    }

    static Assignment assignment(Definition definition, String id, int arm, double chance) {
        VersionChoice target = definition.arms().get(arm);
        return new Assignment(
                id, Assignment.Cause.EXPERIMENT, definition.name(), target, chance, false);
    }

    BanditPolicy policy() {
        return policy;
    }

    ExperimentTraffic traffic() {
        return traffic;
    }

    Definition definition() {
        return definition;
    }

    /** What was lost against the best arm for each request. */
    double regret() {
        return regret;
    }

    /** What an even split would have lost. */
    double uniformRegret() {
        return uniformRegret;
    }
}

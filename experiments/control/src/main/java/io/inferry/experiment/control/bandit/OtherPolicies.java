package io.inferry.experiment.control.bandit;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.experiment.control.view.PolicyView;
import io.inferry.experiment.statistics.Moments;
import io.inferry.experiment.statistics.bandit.LoggedChoice;
import io.inferry.experiment.statistics.bandit.OffPolicy;
import io.inferry.experiment.statistics.bandit.Propensities;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * What other policies would have earned, from choices whose reward came. Rewards that never came
 * are taken to be like those that did.
 *
 * <p>The linear models behind the doubly robust estimates and the greedy policy are made from one
 * half of the choices and used for the other half, and the other way round: a policy judged by the
 * rewards that it was fitted to would look better than it is.
 */
final class OtherPolicies {
    /** Standard errors to each side: 95 %. */
    private static final double ERRORS = 1.959963984540054;

    private static final int HALVES = 2;

    private final List<VersionChoice> arms;
    private final List<Rewarded> rows;
    private final List<Propensities> only;

    /** Rewards that the models of the other half expect, by row and arm. */
    private final List<List<Double>> expected;

    /** A choice and its reward. */
    record Rewarded(Choice choice, double reward) {}

    /**
     * @param width columns of a context
     * @param rows the latest choices, oldest first
     */
    OtherPolicies(List<VersionChoice> arms, int width, List<Rewarded> rows) {
        this.arms = arms;
        this.rows = rows;
        this.only = new ArrayList<>();
        for (int arm = 0; arm < arms.size(); arm++) {
            List<Double> chances = new ArrayList<>(Collections.nCopies(arms.size(), 0.0));
            chances.set(arm, 1.0);
            only.add(new Propensities(chances));
        }
        this.expected = expected(width);
    }

    private List<List<Double>> expected(int width) {
        List<double[][]> models = new ArrayList<>();
        for (int half = 0; half < HALVES; half++) {
            models.add(models(width, half));
        }
        List<List<Double>> all = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            double[][] others = models.get((row + 1) % HALVES);
            Context context = rows.get(row).choice().context();
            List<Double> each = new ArrayList<>(arms.size());
            for (double[] coefficients : others) {
                each.add(context.times(coefficients));
            }
            all.add(each);
        }
        return all;
    }

    private double[][] models(int width, int half) {
        double[][] models = new double[arms.size()][];
        for (int arm = 0; arm < models.length; arm++) {
            RidgeSums sums = new RidgeSums(width);
            for (int row = half; row < rows.size(); row += HALVES) {
                Choice choice = rows.get(row).choice();
                if (choice.arm() == arm) {
                    sums.add(choice.context(), rows.get(row).reward());
                }
            }
            models[arm] = sums.coefficients();
        }
        return models;
    }

    /** One line for each: the bandit itself, each arm alone, all alike, the greedy one. */
    List<PolicyView> estimates() {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<PolicyView> views = new ArrayList<>();
        views.add(itself());
        for (int arm = 0; arm < arms.size(); arm++) {
            Propensities always = only.get(arm);
            views.add(estimate("always " + Share.named(arms.get(arm)), row -> always));
        }
        Propensities uniform =
                new Propensities(Collections.nCopies(arms.size(), 1.0 / arms.size()));
        views.add(estimate("uniform", row -> uniform));
        views.add(estimate("greedy linear", row -> only.get(best(expected.get(row)))));
        return views;
    }

    private static int best(List<Double> each) {
        return each.indexOf(Collections.max(each));
    }

    private PolicyView itself() {
        Moments rewards = Moments.NONE;
        for (Rewarded row : rows) {
            rewards = rewards.plus(row.reward());
        }
        long n = rewards.count();
        double mean = rewards.mean();
        double error =
                n < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(rewards.squares() / (n - 1.0) / n);
        return new PolicyView(
                "the bandit", n, n, mean, mean, mean, mean - ERRORS * error, mean + ERRORS * error);
    }

    private PolicyView estimate(String name, Function<Integer, Propensities> target) {
        List<LoggedChoice> log = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            Choice choice = rows.get(row).choice();
            log.add(
                    new LoggedChoice(
                            choice.arm(),
                            choice.propensity(),
                            rows.get(row).reward(),
                            target.apply(row),
                            expected.get(row)));
        }
        OffPolicy.Estimates made = new OffPolicy(Double.POSITIVE_INFINITY).of(log);
        OffPolicy.Estimate robust =
                made.doublyRobust().orElse(new OffPolicy.Estimate(Double.NaN, Double.NaN));
        return new PolicyView(
                name,
                made.rows(),
                made.effectiveRows(),
                made.inversePropensity().value(),
                made.selfNormalised().map(OffPolicy.Estimate::value).orElse(Double.NaN),
                robust.value(),
                robust.value() - ERRORS * robust.standardError(),
                robust.value() + ERRORS * robust.standardError());
    }
}

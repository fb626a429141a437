package io.inferry.experiment.statistics.bandit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * LinUCB with disjoint arms (Li, Chu, Langford and Schapire 2010, algorithm 1): the arm with the
 * highest θᵀx + α √(xᵀA⁻¹x).
 *
 * @param alpha α at least 0: how much to explore; 1 + √(ln(2/δ)/2) in the paper
 * @param floor least chance of every arm, 0 to 1/k; 0 is the paper's, whose log no estimate of
 *     another policy can be made from
 */
public record LinUcb(double alpha, double floor) {
    public LinUcb {
        if (!(alpha >= 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("alpha must be finite and at least 0, was " + alpha);
        }
        if (!(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException("floor must lie in [0, 1], was " + floor);
        }
    }

    /** Upper confidence bound of the arm's reward in this context. */
    public double score(LinearArm arm, double[] context) {
        return arm.expected(context) + alpha * arm.width(context);
    }

    /**
     * The arm with the highest score; the first of equal ones.
     *
     * @throws IllegalArgumentException without arms, or for a context of other dimensions
     */
    public int best(List<LinearArm> arms, double[] context) {
        if (arms.isEmpty()) {
            throw new IllegalArgumentException("arms must not be empty");
        }
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < arms.size(); i++) {
            double score = score(arms.get(i), context);
            if (score > highest) {
                best = i;
                highest = score;
            }
        }
        return best;
    }

    /** The best arm with all the chance that the floor leaves. */
    public Propensities propensities(List<LinearArm> arms, double[] context) {
        List<Double> each = new ArrayList<>(Collections.nCopies(arms.size(), 0.0));
        each.set(best(arms, context), 1.0);
        return new Propensities(each).withFloor(floor);
    }
}

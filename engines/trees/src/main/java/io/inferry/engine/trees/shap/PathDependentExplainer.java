package io.inferry.engine.trees.shap;

import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Forest;

/**
 * Walks each tree once for a row, in time proportional to its nodes times half its depth, where
 * algorithm 2 of Lundberg et al. takes its leaves times the square of its depth.
 *
 * <p>What a leaf of value {@code v} adds for feature {@code i} of its way is an integral: {@code v
 * (oneᵢ - zeroᵢ) ∫ Π (zeroⱼ (1 - t) + oneⱼ t) dt} for t from 0 to 1, the product being over the
 * way's other features {@code j} (Owen's multilinear extension). {@code oneⱼ} is 1 where the row
 * goes the leaf's way at all splits by {@code j}, else 0; {@code zeroⱼ} is the share of the
 * training that did. The product is a polynomial in t, so a few of its values give the integral
 * exactly ({@link Quadrature}), and all its factors are positive, so nothing cancels out. On the
 * way down the product is kept at each point; on the way up the leaves below are already summed
 * when an edge divides its own factor out, the idea of Bifet, Read and Xu, "Linear TreeShap"
 * (2022). A split by a feature that was asked above replaces the factor of the edge above.
 */
final class PathDependentExplainer implements Explainer {
    /** The share of the training below which a side that the row does not take does not count. */
    private static final double SHARE_MIN = 1e-200;

    private final PathDependent explanation;
    private final Forest forest;
    private final int features;

    /** Numbers of a level's points begin at its number times this. */
    private final int stride;

    /** For each feature the level of the deepest edge on the way that asked for it; 0 for none. */
    private final int[] last;

    private final double[] zeros;
    private final double[] ones;
    private final double[] products;
    private final double[] inverses;
    private final double[] slopes;
    private final double[] sums;
    private Quadrature quadrature = Quadrature.ofDegree(0);
    private double[] rows = new double[0];
    private int offset;
    private double[] contributions = new double[0];
    private int at;

    PathDependentExplainer(PathDependent explanation, Ensemble ensemble) {
        this.explanation = explanation;
        this.forest = ensemble.forest();
        this.features = ensemble.inputs().features();
        int points = 1;
        for (int tree = 0; tree < forest.trees(); tree++) {
            points = Math.max(points, explanation.quadrature(tree).count());
        }
        int levels = explanation.depth() + 1;
        stride = points;
        last = new int[features];
        zeros = new double[levels];
        ones = new double[levels];
        products = new double[levels * stride];
        inverses = new double[levels * stride];
        slopes = new double[levels * stride];
        sums = new double[levels * stride];
        // Level 0 stands for the edge that is not there: its factor is 1 whatever the row has.
        zeros[0] = 1;
        ones[0] = 1;
        for (int i = 0; i < stride; i++) {
            products[i] = 1;
            inverses[i] = 1;
        }
    }

    @Override
    public void explain(double[] values, int from, double[] into) {
        rows = values;
        offset = from;
        contributions = into;
        for (int tree = 0; tree < forest.trees(); tree++) {
            int root = forest.root(tree);
            if (!forest.isLeaf(root)) {
                at = forest.group(tree) * features;
                quadrature = explanation.quadrature(tree);
                walk(root, 0);
            }
        }
    }

    private void walk(int split, int level) {
        int count = quadrature.count();
        for (int i = level * stride; i < level * stride + count; i++) {
            sums[i] = 0;
        }
        int left = forest.left(split);
        boolean right = forest.isRight(split, rows[offset + forest.feature(split)]);
        follow(split, left, !right, level);
        follow(split, left + 1, right, level);
    }

    private void follow(int split, int child, boolean taken, int level) {
        int feature = forest.feature(split);
        int before = last[feature];
        double zero = PathDependent.share(forest, split, child) * zeros[before];
        double one = taken ? ones[before] : 0;
        if (one == 0 && zero < SHARE_MIN) {
            return;
        }
        zeros[level + 1] = zero;
        ones[level + 1] = one;
        double contribution;
        if (forest.isLeaf(child)) {
            contribution = leaf(forest.leafValue(child), level + 1, before);
        } else {
            enter(level + 1, before);
            last[feature] = level + 1;
            walk(child, level + 1);
            last[feature] = before;
            contribution = leave(level + 1, before);
        }
        contributions[at + feature] += contribution;
    }

    /** Multiplies the product of the level above by the edge's factor, in place of an older one. */
    private void enter(int level, int before) {
        double zero = zeros[level];
        double one = ones[level];
        int here = level * stride;
        int above = here - stride;
        int older = before * stride;
        for (int i = 0; i < quadrature.count(); i++) {
            double point = quadrature.point(i);
            double factor = zero * (1 - point) + one * point;
            double inverse = 1 / factor;
            inverses[here + i] = inverse;
            slopes[here + i] = quadrature.weight(i) * (one - zero) * inverse;
            products[here + i] = products[above + i] * inverses[older + i] * factor;
        }
    }

    /** What the leaves below add for the edge's feature; an older edge no longer counts them. */
    private double leave(int level, int before) {
        int here = level * stride;
        int above = here - stride;
        int older = before * stride;
        double contribution = 0;
        for (int i = 0; i < quadrature.count(); i++) {
            double sum = sums[here + i];
            contribution += sum * (slopes[here + i] - slopes[older + i]);
            sums[above + i] += sum;
        }
        return contribution;
    }

    /**
     * {@link #enter} and {@link #leave} of an edge to a leaf, where nothing needs to be divided.
     */
    private double leaf(double value, int level, int before) {
        double zero = zeros[level];
        double one = ones[level];
        int above = (level - 1) * stride;
        int older = before * stride;
        double contribution = 0;
        for (int i = 0; i < quadrature.count(); i++) {
            double point = quadrature.point(i);
            double others = value * products[above + i] * inverses[older + i];
            double sum = others * (zero * (1 - point) + one * point);
            contribution += quadrature.weight(i) * (one - zero) * others - sum * slopes[older + i];
            sums[above + i] += sum;
        }
        return contribution;
    }
}

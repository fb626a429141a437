package io.inferry.engine.trees.shap;

import io.inferry.engine.trees.forest.Forest;
import java.util.function.IntToDoubleFunction;

/** Shapley values by their definition: what every set of features is worth. */
final class BruteForce {
    private final Forest forest;
    private final int features;

    BruteForce(Forest forest, int features) {
        this.forest = forest;
        this.features = features;
    }

    /** Where unknown features take both sides, as the training did. */
    double[] pathDependent(int group, double... row) {
        return values(known -> {
            double sum = 0;
            for (int tree = 0; tree < forest.trees(); tree++) {
                sum += forest.group(tree) == group ? mean(forest.root(tree), known, row) : 0;
            }
            return sum;
        });
    }

    /** Where unknown features are those of background rows. */
    double[] interventional(int group, double[][] background, double... row) {
        return values(known -> {
            double sum = 0;
            for (double[] other : background) {
                double[] mixed = other.clone();
                for (int i = 0; i < features; i++) {
                    mixed[i] = (known >> i & 1) != 0 ? row[i] : other[i];
                }
                for (int tree = 0; tree < forest.trees(); tree++) {
                    sum += forest.group(tree) == group ? mean(forest.root(tree), -1, mixed) : 0;
                }
            }
            return sum / background.length;
        });
    }

    private double[] values(IntToDoubleFunction worth) {
        double[] values = new double[features];
        for (int i = 0; i < features; i++) {
            for (int known = 0; known < 1 << features; known++) {
                if ((known >> i & 1) == 0) {
                    int count = Integer.bitCount(known);
                    double orders =
                            factorial(count)
                                    * factorial(features - count - 1)
                                    / factorial(features);
                    double more = worth.applyAsDouble(known | 1 << i) - worth.applyAsDouble(known);
                    values[i] += orders * more;
                }
            }
        }
        return values;
    }

    private double mean(int node, int known, double... row) {
        if (forest.isLeaf(node)) {
            return forest.leafValue(node);
        }
        int left = forest.left(node);
        int feature = forest.feature(node);
        if ((known >> feature & 1) != 0) {
            return mean(left + (forest.isRight(node, row[feature]) ? 1 : 0), known, row);
        }
        double whole = forest.cover(node);
        double share = whole > 0 ? forest.cover(left) / whole : 0.5;
        double rest = whole > 0 ? forest.cover(left + 1) / whole : 0.5;
        return share * mean(left, known, row) + rest * mean(left + 1, known, row);
    }

    private static double factorial(int number) {
        return number < 2 ? 1 : number * factorial(number - 1);
    }
}

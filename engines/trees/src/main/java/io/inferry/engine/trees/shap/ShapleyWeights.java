package io.inferry.engine.trees.shap;

/**
 * How often, among all orders in which features become known, a certain one comes right after one
 * set of others and before another: {@code a! b! / (a + b + 1)!}.
 */
final class ShapleyWeights {
    private final double[] weights;
    private final int stride;

    /** For sets of fewer than so many features together. */
    ShapleyWeights(int features) {
        stride = Math.max(1, features);
        weights = new double[stride * stride];
        for (int after = 0; after < stride; after++) {
            double weight = 1.0 / (after + 1);
            for (int before = 0; before < stride - after; before++) {
                weights[after * stride + before] = weight;
                weight *= (before + 1.0) / (after + before + 2);
            }
        }
    }

    double of(int after, int before) {
        return weights[after * stride + before];
    }
}

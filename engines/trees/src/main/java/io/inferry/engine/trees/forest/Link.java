package io.inferry.engine.trees.forest;

/** From a row's margins, the sums of its leaves, to what callers ask for. */
public enum Link {
    /** The margin itself. */
    IDENTITY,
    /** 1 / (1 + exp(-s x)). */
    SIGMOID,
    /** exp(x). */
    EXP,
    /** 1 above 0, else 0. */
    HINGE,
    /** The square with the margin's sign. */
    SIGNED_SQUARE,
    /** log(1 + exp(x)). */
    SOFTPLUS,
    /** exp(x) by the sum over the row's margins. */
    SOFTMAX;

    /** XGBoost caps the exponent here, so that a float never overflows. */
    private static final double EXPONENT_MAX = 88.7f;

    /** Replaces one row's margins by its answers. */
    void apply(double[] values, int from, int count, Objective objective) {
        if (this == SOFTMAX) {
            softmax(values, from, count, objective.precision());
            return;
        }
        for (int i = from; i < from + count; i++) {
            values[i] = apply(values[i], objective);
        }
    }

    private double apply(double margin, Objective objective) {
        Precision precision = objective.precision();
        return switch (this) {
            case IDENTITY -> margin;
            case SIGMOID -> sigmoid(margin * objective.steepness(), precision);
            case EXP -> precision.round(Math.exp(margin));
            case HINGE -> margin > 0 ? 1 : 0;
            case SIGNED_SQUARE -> Math.signum(margin) * margin * margin;
            case SOFTPLUS -> Math.log1p(Math.exp(margin));
            case SOFTMAX -> throw new IllegalStateException("softmax needs a whole row");
        };
    }

    private static double sigmoid(double margin, Precision precision) {
        double exponent = precision == Precision.SINGLE ? Math.min(-margin, EXPONENT_MAX) : -margin;
        double power = precision.round(Math.exp(exponent));
        return precision.round(1 / precision.round(1 + power));
    }

    private static void softmax(double[] values, int from, int count, Precision precision) {
        double max = values[from];
        for (int i = from + 1; i < from + count; i++) {
            max = Math.max(max, values[i]);
        }
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            values[i] = precision.round(Math.exp(precision.round(values[i] - max)));
            sum += values[i];
        }
        sum = precision.round(sum);
        for (int i = from; i < from + count; i++) {
            values[i] = precision.round(values[i] / sum);
        }
    }
}

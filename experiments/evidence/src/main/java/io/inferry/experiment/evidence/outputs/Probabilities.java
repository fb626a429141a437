package io.inferry.experiment.evidence.outputs;

import java.util.Arrays;

/** How likely each class is. Immutable. */
public final class Probabilities {
    /** Not known. */
    public static final Probabilities NONE = new Probabilities(new float[0]);

    private static final double SUM_TOLERANCE = 1e-3;

    private final float[] byClass;

    private Probabilities(float[] byClass) {
        this.byClass = byClass;
    }

    /** These, where they are 0 to 1 and sum to 1 but for a thousandth; else none. */
    public static Probabilities of(float... byClass) {
        double sum = 0;
        for (float each : byClass) {
            if (!(each >= 0 && each <= 1)) {
                return NONE;
            }
            sum += each;
        }
        return Math.abs(sum - 1) <= SUM_TOLERANCE ? new Probabilities(byClass.clone()) : NONE;
    }

    /** Number of classes; 0 when nothing is known. */
    public int size() {
        return byClass.length;
    }

    /** Of one class; 0 for classes that the model does not have. */
    public double at(int index) {
        return index >= 0 && index < byClass.length ? byClass[index] : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Probabilities same && Arrays.equals(byClass, same.byClass);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(byClass);
    }

    @Override
    public String toString() {
        return Arrays.toString(byClass);
    }
}

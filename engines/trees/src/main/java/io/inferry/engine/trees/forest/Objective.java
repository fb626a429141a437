package io.inferry.engine.trees.forest;

/**
 * What a model was trained for, as far as its answers depend on it.
 *
 * @param name as the library calls it, for example {@code binary:logistic}
 * @param steepness factor before a sigmoid
 * @param answer what the link's values are
 */
public record Objective(
        String name, Link link, double steepness, Answer answer, Precision precision) {
    /** What a model's values mean. */
    public enum Answer {
        /** One number or several. */
        VALUE,
        /** The probability of class 1 of two. */
        BINARY,
        /** One probability for each class. */
        CLASSES
    }

    /** An objective without a factor. */
    public static Objective of(String name, Link link, Answer answer, Precision precision) {
        return new Objective(name, link, 1, answer, precision);
    }

    /** Replaces the margins of {@code rows} rows of {@code groups} each by their answers. */
    public void apply(double[] values, int rows, int groups) {
        if (link == Link.IDENTITY) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            link.apply(values, row * groups, groups, this);
        }
    }
}

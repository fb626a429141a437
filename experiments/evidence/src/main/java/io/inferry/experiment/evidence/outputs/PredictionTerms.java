package io.inferry.experiment.evidence.outputs;

/**
 * Which output is the prediction, and of what kind it is.
 *
 * @param output its name; empty: the first
 */
public record PredictionTerms(String output, Task task) {
    /** The first output, of whatever kind it looks like. */
    public static final PredictionTerms STANDARD = new PredictionTerms("", Task.AUTO);

    /** What a prediction says. */
    public enum Task {
        /**
         * A last axis longer than 1, integers and strings are classes; other single numbers are
         * values.
         */
        AUTO,
        /** The largest of the last axis, or an integer or string that is the class itself. */
        CLASSES,
        /** One number from 0 to 1: how likely class 1 is. */
        BINARY,
        /** One number. */
        VALUE
    }
}

package io.inferry.experiment.evidence.outputs;

/** What an answer says, in the few numbers that feedback is held against. */
public sealed interface Prediction {
    /** Answers with more classes keep no probabilities, and so have no log loss. */
    int PROBABILITIES_MAX = 16;

    /** Nothing that could be right or wrong. */
    Prediction NONE = new None();

    /** Nothing that could be right or wrong. */
    record None() implements Prediction {}

    /** A number. */
    record Value(double value) implements Prediction {}

    /**
     * A class.
     *
     * @param code see {@link ClassCode}
     * @param name where the model answers names; else empty
     * @param probabilities of all classes; {@link Probabilities#NONE} where the model does not say
     *     them
     */
    record Classed(int code, String name, Probabilities probabilities) implements Prediction {}
}

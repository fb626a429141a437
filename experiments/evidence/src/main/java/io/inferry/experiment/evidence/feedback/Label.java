package io.inferry.experiment.evidence.feedback;

/** What would have been right. */
public sealed interface Label {
    /** The index of a class, or the right value where the model answers values. */
    @SuppressWarnings("AvoidCommonTypeNames") // always said with its label
    record Number(double value) implements Label {}

    /** The name of a class; an index in digits where the model answers indices. */
    record Name(String text) implements Label {}
}

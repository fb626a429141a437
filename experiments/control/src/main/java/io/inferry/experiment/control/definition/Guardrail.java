package io.inferry.experiment.control.definition;

/** What a candidate may not do, on pain of being rolled back. */
public record Guardrail(Metric metric, Limit limit) {
    /** Where the line is. */
    public sealed interface Limit {
        /** Not worse than control by more than this. */
        record Within(Margin margin) implements Limit {}

        /** Not below. */
        record AtLeast(double value) implements Limit {}

        /** Not above. */
        record AtMost(double value) implements Limit {}

        /** Not at all. */
        record Never() implements Limit {}
    }
}

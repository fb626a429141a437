package io.inferry.experiment.control.definition;

/**
 * What a candidate has to show before it gets the traffic.
 *
 * @param metric with the direction that counts here
 * @param margin 0 with {@link Show#BETTER}
 */
public record Goal(Metric metric, Show show, Margin margin) {
    /** What has to be shown. */
    public enum Show {
        /** Better than control. */
        BETTER,
        /** Not worse than control by the margin. */
        NOT_WORSE
    }
}

package io.inferry.experiment.statistics.decision;

/** Which way a metric is better. */
public enum Direction {
    /** As a success rate. */
    HIGHER_IS_BETTER,
    /** As a latency. */
    LOWER_IS_BETTER
}

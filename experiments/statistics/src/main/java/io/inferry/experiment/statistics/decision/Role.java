package io.inferry.experiment.statistics.decision;

/** What a metric is watched for. */
public enum Role {
    /** The candidate must be shown better: the interval lies wholly on the good side of zero. */
    GOAL_BETTER,
    /** The candidate must be shown not worse than the margin. */
    GOAL_NOT_WORSE,
    /** The candidate must not be shown worse than the margin; not yet known is enough. */
    GUARDRAIL;

    /** Whether it must be shown before traffic grows. */
    public boolean goal() {
        return this != GUARDRAIL;
    }
}

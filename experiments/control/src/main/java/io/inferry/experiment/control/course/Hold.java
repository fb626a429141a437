package io.inferry.experiment.control.course;

/** Why an experiment does not go on. */
public record Hold(Cause cause, String text) {
    /** Told once each time it comes, however its numbers change. */
    public enum Cause {
        /** Control cannot answer. */
        CONTROL_GONE,
        /** A step could not be written down. */
        STORE,
        /** Arms did not get what their weights say. */
        RATIO,
        /** A guardrail is not clear. */
        DOUBT,
        /** A goal is not shown yet. */
        GOAL,
        /** The longest duration is over. */
        OVERTIME
    }
}

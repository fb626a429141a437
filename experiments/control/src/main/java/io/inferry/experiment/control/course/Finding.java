package io.inferry.experiment.control.course;

import io.inferry.api.model.VersionChoice;

/**
 * What the evidence says of one candidate and one metric.
 *
 * @param estimate how much better than control, in the metric's unit; NaN where that says nothing
 * @param low of its interval; NaN where there is none
 * @param high of its interval
 * @param p the smallest always-valid p-value seen; NaN where there is none
 * @param text with the numbers, as operators read it
 */
public record Finding(
        VersionChoice arm,
        Role role,
        String metric,
        Verdict verdict,
        double estimate,
        double low,
        double high,
        double p,
        String text) {
    /** What the metric is there for. */
    public enum Role {
        GOAL,
        GUARDRAIL
    }

    /** How it looks. */
    public enum Verdict {
        /** A goal is shown; a guardrail shows nothing wrong. */
        GOOD,
        /** A goal is neither shown nor refuted; a guardrail has nothing to judge. */
        OPEN,
        /** A guardrail looks broken, but it may be chance. */
        DOUBT,
        /** A goal is refuted; a guardrail is broken. */
        BAD
    }

    /** Of one candidate, in one role, with one verdict. */
    boolean is(VersionChoice candidate, Role what, Verdict how) {
        return arm.equals(candidate) && role == what && verdict == how;
    }
}

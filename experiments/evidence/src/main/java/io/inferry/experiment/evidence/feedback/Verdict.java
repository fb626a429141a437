package io.inferry.experiment.evidence.feedback;

/**
 * What became of one piece of feedback.
 *
 * @param reason in words where something is to be said; else empty
 */
public record Verdict(Outcome outcome, String reason) {
    /** The kinds. */
    public enum Outcome {
        /** It counts. */
        ACCEPTED,
        /** It was there before: nothing changed. */
        REPEATED,
        /** It says something else than before, and counts in its place. */
        REPLACED,
        /** Its answer may still be on its way: it counts as soon as that is there. */
        WAITING,
        /** It belongs to another server and was handed on. */
        FORWARDED,
        /** No answer of an experiment has this id. */
        UNKNOWN,
        /** The answer is forgotten: too old, or too many since. */
        EXPIRED,
        /** It says nothing that can be counted. */
        INVALID
    }
}

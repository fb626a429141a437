package io.inferry.experiment.evidence.feedback;

/**
 * Remembers answers until their feedback comes, and joins both; one for all experiments. Safe for
 * use by many threads. Times are milliseconds since 1970.
 */
public final class FeedbackBook {
    /** Feedback for answers of another server. Called without locks held. */
    @FunctionalInterface
    public interface Forwarding {
        /** Nobody takes it: it counts as unknown. */
        Forwarding NOWHERE = feedback -> false;

        /** Takes it and answers true, or false where no such server is known. */
        boolean forward(Feedback feedback);
    }

    /** Hears of each outcome of a metric, for policies that learn. Called without locks held. */
    @FunctionalInterface
    public interface Listening {
        /** Nobody listens. */
        Listening NOBODY = join -> {};

        /** An answer has an outcome. */
        void joined(Join join);
    }

    /**
     * One outcome of a metric.
     *
     * @param arm index of the arm in its experiment's terms
     * @param metric as {@link FeedbackSummary#metrics} names it
     * @param former the outcome that this one replaces; NaN when it is the first
     */
    public record Join(
            String experiment, String id, int arm, String metric, double value, double former) {}

    public FeedbackBook(FeedbackLimits limits, Forwarding forwarding, Listening listening) {}

    /** Takes one piece of feedback. */
    public Verdict accept(Feedback feedback, long nowMillis) {
        return new Verdict(Verdict.Outcome.UNKNOWN, "");
    }

    /** Gives up on feedback that waited too long; to be called about once a second. */
    public void tick(long nowMillis) {}

    /** What became of all feedback until now. */
    public FeedbackCounts counts() {
        return new FeedbackCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Answers remembered now. */
    public int held() {
        return 0;
    }
}

package io.inferry.experiment.statistics.decision;

import java.util.List;

/**
 * What to do with the candidate's traffic.
 *
 * @param reason a sentence for the audit log
 * @param metrics a sentence for each finding, in their order
 */
public record Verdict(Kind kind, String reason, List<String> metrics) {
    public Verdict {
        metrics = List.copyOf(metrics);
    }

    /** The three possible moves. */
    public enum Kind {
        /** Give it more. */
        ADVANCE,
        /** Leave it as it is and look again. */
        HOLD,
        /** Take all of it back. */
        ROLLBACK
    }
}

package io.inferry.experiment.control.view;

import java.util.List;

/**
 * What became of feedback.
 *
 * @param repeated came before
 * @param unknown no answer of this id is remembered
 * @param expired the answer is too old
 * @param invalid the record says nothing, or nothing that fits
 * @param forwarded to the replica that answered
 * @param reasons of the first that were not accepted
 */
public record FeedbackCounts(
        long accepted,
        long repeated,
        long unknown,
        long expired,
        long invalid,
        long forwarded,
        List<String> reasons) {
    public FeedbackCounts {
        reasons = List.copyOf(reasons);
    }
}

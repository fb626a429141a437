package io.inferry.experiment.control.view;

/**
 * What the evidence says of one candidate and one metric. Numbers are NaN where there are none.
 *
 * @param role {@code goal} or {@code guardrail}
 * @param verdict {@code good}, {@code open}, {@code doubt} or {@code bad}
 * @param difference of the candidate from control, in the metric's unit
 * @param p the smallest always-valid p-value so far
 */
public record FindingView(
        String arm,
        String role,
        String metric,
        String verdict,
        double difference,
        double low,
        double high,
        double p,
        String text) {}

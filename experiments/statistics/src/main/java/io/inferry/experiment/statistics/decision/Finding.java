package io.inferry.experiment.statistics.decision;

import io.inferry.experiment.statistics.Comparison;

/**
 * What one metric says of the candidate against the running version.
 *
 * @param metric its name: "success_rate"
 * @param role what it is watched for
 * @param better which way is better
 * @param margin how much worse is tolerated
 * @param evidence what was seen
 */
public record Finding(
        String metric, Role role, Direction better, Margin margin, Evidence evidence) {
    public Finding {
        if (metric.isBlank()) {
            throw new IllegalArgumentException("metric must not be blank");
        }
    }

    /**
     * What was seen of a metric.
     *
     * @param comparison candidate minus running version, its interval already at the corrected α
     * @param baseline the running version's value, for relative margins
     * @param running the version that has the traffic: first of the comparison
     * @param candidate the version on trial: second of the comparison
     * @param outcomesMin each arm needs so many before the metric says anything
     */
    public record Evidence(
            Comparison comparison, double baseline, Arm running, Arm candidate, long outcomesMin) {
        public Evidence {
            if (!Double.isFinite(baseline)) {
                throw new IllegalArgumentException("baseline must be finite, was " + baseline);
            }
        }

        /** Whether both arms have the outcomes that the interval needs to mean anything. */
        public boolean enough() {
            return Math.min(running.outcomes(), candidate.outcomes()) >= outcomesMin;
        }
    }

    /** The tolerated loss in the metric's unit. */
    double tolerated() {
        return margin.amount(evidence.baseline());
    }

    /** The comparison turned so that above zero is better. */
    Comparison gain() {
        return switch (better) {
            case HIGHER_IS_BETTER -> evidence.comparison();
            case LOWER_IS_BETTER -> evidence.comparison().turned();
        };
    }
}

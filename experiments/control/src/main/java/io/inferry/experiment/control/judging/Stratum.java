package io.inferry.experiment.control.judging;

import io.inferry.experiment.statistics.Moments;

/**
 * Two arms while the weights stayed the same.
 *
 * @param variance of the difference of their estimates
 * @param first outcomes of control
 * @param second outcomes of the candidate
 */
record Stratum(double difference, double variance, double first, double second) {
    /** Fewer outcomes of an arm say too little of its variance. */
    static final int OUTCOMES_MIN = 30;

    /** Candidate minus control. */
    static Stratum of(Moments control, Moments candidate) {
        double larger = Math.max(control.variance(), candidate.variance());
        double one = control.alike() ? larger / 2 : control.variance();
        double two = candidate.alike() ? larger / 2 : candidate.variance();
        return new Stratum(
                candidate.mean() - control.mean(),
                control.count() == 0 || candidate.count() == 0
                        ? 0
                        : one / control.count() + two / candidate.count(),
                control.count(),
                candidate.count());
    }

    boolean speaks() {
        return Math.min(first, second) >= OUTCOMES_MIN;
    }

    /** Cochran's and Mantel and Haenszel's weight: by counts alone, never by outcomes. */
    double weight() {
        return first / (first + second) * second;
    }
}

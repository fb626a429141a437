package io.inferry.experiment.control.judging;

import io.inferry.experiment.statistics.Rate;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Exact tests of a rate that may be looked at after every outcome, from the first one on: what lets
 * a guardrail act on a handful of failures. Both are mixtures of likelihood ratios, martingales
 * under the rate tested, so that by Ville's inequality they reach 1/α with a chance of at most α
 * (Robbins, "Statistical methods related to the law of the iterated logarithm", 1970; Howard,
 * Ramdas, McAuliffe, Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences",
 * 2021, the beta-binomial mixture).
 */
final class RateTest {
    private static final int HALVINGS = 60;

    private RateTest() {}

    /**
     * Evidence, as a natural logarithm, that the rate lies below a bound: the mean likelihood over
     * all rates from 0 to the bound, uniformly, over that of the bound. For every true rate at or
     * above the bound it is a supermartingale.
     *
     * @param bound from 0 to 1; nothing lies below 0, and one failure disproves 1
     */
    static double below(Rate seen, double bound) {
        if (bound <= 0 || seen.trials() == 0) {
            return 0;
        }
        double successes = seen.successes();
        double failures = seen.trials() - successes;
        if (bound >= 1) {
            return failures > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        double part = RegularizedBeta.value(bound, successes + 1, failures + 1);
        return Math.log(part)
                + LogBeta.value(successes + 1, failures + 1)
                - Math.log(bound)
                - successes * Math.log(bound)
                - failures * Math.log1p(-bound);
    }

    /**
     * The lower end of the confidence sequence of a rate: the truth is ever below it with a chance
     * of at most α.
     */
    static double lower(Rate seen, double alpha) {
        if (seen.trials() == 0 || seen.successes() == 0) {
            return 0;
        }
        double low = 0;
        double high = seen.mean();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (against(seen, middle) >= -Math.log(alpha)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The mean likelihood over all rates, over that of one rate; as a logarithm. */
    private static double against(Rate seen, double rate) {
        double failures = seen.trials() - (double) seen.successes();
        double ofFailures = failures == 0 ? 0 : failures * Math.log1p(-rate);
        return LogBeta.value(seen.successes() + 1.0, failures + 1)
                - seen.successes() * Math.log(rate)
                - ofFailures;
    }
}

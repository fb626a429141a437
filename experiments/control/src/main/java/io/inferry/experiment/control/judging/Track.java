package io.inferry.experiment.control.judging;

import io.inferry.experiment.statistics.Comparison;

/**
 * What earlier looks left of one comparison: an interval that holds at every look may be cut with
 * those before it, and the smallest p-value stays.
 *
 * @param low largest lower end so far
 * @param high smallest upper end so far
 * @param looks how many there were
 * @param outcomes at the last look
 */
public record Track(double low, double high, double p, long looks, double outcomes) {
    /** Before the first look. */
    public static final Track START =
            new Track(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 0, 0);

    /**
     * After one more. When the intervals have nothing in common, the difference is not what it was:
     * the new one stands alone.
     */
    Track seen(Comparison now) {
        double least = Math.max(low, now.lower());
        double most = Math.min(high, now.upper());
        boolean apart = least > most;
        return new Track(
                apart ? now.lower() : least,
                apart ? now.upper() : most,
                Math.min(p, now.p()),
                looks + 1,
                outcomes);
    }

    /** After a look by a test that is made for one look. */
    Track looked(double outcomesNow) {
        return new Track(low, high, p, looks + 1, outcomesNow);
    }
}

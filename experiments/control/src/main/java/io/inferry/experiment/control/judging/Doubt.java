package io.inferry.experiment.control.judging;

/**
 * Whether something looks broken: further over the line than four in five would be by chance at one
 * look. Nothing is rolled back on doubt; it only keeps a candidate from getting more.
 */
final class Doubt {
    /** Four fifths of the normal distribution lie below this. */
    private static final double FOUR_FIFTHS = 0.8416;

    private Doubt() {}

    /**
     * @param over how far over the line; negative is on the right side
     * @param variance of that estimate
     */
    static boolean of(double over, double variance) {
        return over > 0 && over > FOUR_FIFTHS * Math.sqrt(variance);
    }
}

package io.inferry.experiment.evidence.sums;

import java.util.Arrays;

/**
 * A sum of doubles without rounding, so that taking a value away leaves what would be there had it
 * never come. Partial sums that do not overlap, as Shewchuk, "Adaptive precision floating-point
 * arithmetic and fast robust geometric predicates" (1997); mostly two or three of them. Not for use
 * by several threads.
 */
final class ExactSum {
    private static final int PARTIALS_START = 4;

    /** Ascending in size, none zero. */
    private double[] partials = new double[PARTIALS_START];

    private int used;

    /** Adds a finite value. */
    void add(double value) {
        double carried = value;
        int kept = 0;
        for (int i = 0; i < used; i++) {
            double partial = partials[i];
            double sum = carried + partial;
            double from = sum - carried;
            double lost = (carried - (sum - from)) + (partial - from);
            if (lost != 0) {
                partials[kept++] = lost;
            }
            carried = sum;
        }
        if (carried != 0) {
            if (kept == partials.length) {
                partials = Arrays.copyOf(partials, 2 * kept);
            }
            partials[kept++] = carried;
        }
        used = kept;
    }

    /** Adds {@code sign} times the product, without rounding unless it underflows. */
    void addProduct(double a, double b, int sign) {
        double product = a * b;
        double lost = Math.fma(a, b, -product);
        add(sign * product);
        add(sign * lost);
    }

    /** The sum, rounded. */
    double value() {
        return high() + low();
    }

    /**
     * Σab − Σa·Σb/n in twice the precision of a double: what is left when both are large and nearly
     * equal.
     */
    static double spread(ExactSum products, ExactSum a, ExactSum b, long n) {
        double product = a.high() * b.high();
        double lost =
                Math.fma(a.high(), b.high(), -product) + a.high() * b.low() + a.low() * b.high();
        double share = product / n;
        double rest = (Math.fma(-share, (double) n, product) + lost) / n;
        double difference = products.high() - share;
        double from = difference - products.high();
        double error = (products.high() - (difference - from)) - (share + from);
        return difference + (error + (products.low() - rest));
    }

    /** The sum's leading part. */
    private double high() {
        double sum = 0;
        for (int i = used - 1; i >= 0; i--) {
            sum += partials[i];
        }
        return sum;
    }

    /** What {@link #high} lacks. */
    private double low() {
        double rest = -high();
        for (int i = used - 1; i >= 0; i--) {
            rest += partials[i];
        }
        return rest;
    }
}

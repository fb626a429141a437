package io.inferry.experiment.statistics.decision;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as reasons show them. */
final class Numbers {
    private static final int DIGITS = 3;
    private static final double PLAIN_MIN = 1e-6;

    private Numbers() {}

    /** Three digits, without trailing zeros: 0.031, 12.5, "unbounded" for infinities. */
    static String shown(double value) {
        return shown(value, DIGITS);
    }

    static String shown(double value, int digits) {
        if (Double.isInfinite(value)) {
            return "unbounded";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value);
        int wanted = Math.max(digits, exact.precision() - exact.scale());
        BigDecimal rounded = exact.round(new MathContext(wanted)).stripTrailingZeros();
        return Math.abs(value) < PLAIN_MIN ? rounded.toString() : rounded.toPlainString();
    }
}

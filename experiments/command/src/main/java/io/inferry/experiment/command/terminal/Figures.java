package io.inferry.experiment.command.terminal;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as tables show them. */
public final class Figures {
    private static final MathContext DIGITS = new MathContext(4);
    private static final double PLAIN_MIN = 1e-6;

    private Figures() {}

    /** Four digits without trailing zeros; {@code -} for what is not known. */
    public static String shown(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        boolean plain = Math.abs(value) >= PLAIN_MIN;
        return plain ? rounded.toPlainString() : rounded.toString();
    }

    /** An interval: {@code -0.01 … 0.02}. */
    public static String interval(double low, double high) {
        return Double.isNaN(low) || Double.isNaN(high) ? "-" : shown(low) + " … " + shown(high);
    }
}

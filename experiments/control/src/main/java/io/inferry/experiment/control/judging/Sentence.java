package io.inferry.experiment.control.judging;

import io.inferry.experiment.control.definition.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Findings in words. */
final class Sentence {
    private static final MathContext DIGITS = new MathContext(4);

    /** Smaller ones would be a row of zeros. */
    private static final double PLAIN_MIN = 1e-4;

    private Sentence() {}

    /** {@code latency_p99 of version 2 is 31.2 against 12.4 of version 1}. */
    static String values(Metric metric, Case of, double candidate, double control) {
        return "%s of %s is %s against %s of %s"
                .formatted(
                        metric.name(),
                        of.name(),
                        number(candidate),
                        number(control),
                        of.controlName());
    }

    /**
     * Four digits, with an exponent where they begin far behind the point; words for what is no
     * number.
     */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "minus infinite";
        }
        if (value != 0 && Math.abs(value) < PLAIN_MIN) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}

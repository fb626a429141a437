package io.inferry.experiment.control.judging;

import io.inferry.experiment.control.definition.Metric;
import java.math.BigDecimal;
import java.math.MathContext;

/** Findings in words. */
final class Sentence {
    private static final MathContext DIGITS = new MathContext(4);

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

    /** Four digits; words for what is no number. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "minus infinite";
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}

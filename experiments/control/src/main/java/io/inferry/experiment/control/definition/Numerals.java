package io.inferry.experiment.control.definition;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people write them. */
final class Numerals {
    private static final MathContext DIGITS = new MathContext(12);

    private Numerals() {}

    /** Without a fraction where there is none, and without what binary adds behind. */
    static String of(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}

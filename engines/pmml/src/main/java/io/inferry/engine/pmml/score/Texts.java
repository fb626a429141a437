package io.inferry.engine.pmml.score;

import org.jspecify.annotations.Nullable;
import org.pmml4s.data.DataVal;
import org.pmml4s.data.LongVal;
import org.pmml4s.data.NumericVal;
import org.pmml4s.data.StringVal;

/** Values of pmml4s as texts and numbers. */
final class Texts {
    /** Above it not every whole number is a double. */
    private static final double WHOLE_MAX = 0x1p53;

    private Texts() {}

    /** Whether there is no value; pmml4s writes a null of an integer field as the least one. */
    static boolean isMissing(@Nullable DataVal value) {
        return value == null
                || value.isMissing()
                || (value instanceof LongVal number && number.value() == Long.MIN_VALUE);
    }

    /** As a person writes it; empty for a missing value. */
    static String of(@Nullable DataVal value) {
        if (value == null || isMissing(value)) {
            return "";
        }
        return switch (value) {
            case StringVal text -> text.value();
            case LongVal number -> Long.toString(number.value());
            case NumericVal number -> of(number.toDouble());
            default -> value.toString();
        };
    }

    /** A whole number without a point. */
    static String of(double value) {
        return value == Math.rint(value) && Math.abs(value) < WHOLE_MAX
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Not a number for a missing value, and for a text that is none. */
    static double number(@Nullable DataVal value) {
        return value == null || isMissing(value) ? Double.NaN : value.toDouble();
    }
}

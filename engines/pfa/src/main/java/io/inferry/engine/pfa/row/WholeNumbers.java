package io.inferry.engine.pfa.row;

import io.inferry.api.ServingException;

/**
 * Numbers of a request as a document's types want them: none is rounded to an integer, none
 * overflows.
 *
 * @param column for texts
 */
record WholeNumbers(String column) {
    /** From here on not every integer is a double of its own. */
    private static final double EXACT_MAX = 1L << 53;

    Object boxed(Kind kind, int row, double value) {
        return switch (kind) {
            case INT -> (int) whole(kind, row, value, Integer.MAX_VALUE + 1.0);
            case LONG -> (long) whole(kind, row, value, EXACT_MAX);
            case FLOAT -> narrow(row, value);
            default -> value;
        };
    }

    private double whole(Kind kind, int row, double value, double bound) {
        boolean fits = value == Math.rint(value) && value >= -bound && value < bound;
        if (!fits) {
            throw wrong(column, row, kind.article(), String.valueOf(value));
        }
        return value;
    }

    private float narrow(int row, double value) {
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw wrong(column, row, Kind.FLOAT.article(), String.valueOf(value));
        }
        return narrow;
    }

    static ServingException wrong(String column, int row, String wanted, String found) {
        return ServingException.invalidArgument(
                "column '%s', row %d: the document takes %s, not %s"
                        .formatted(column, row, wanted, found));
    }
}

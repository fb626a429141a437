package io.inferry.experiment.control.bandit;

/**
 * Tells a decimal number from a text before it is parsed: a date or a version would cost an
 * exception for every request, and Java's own syntax knows more than a caller means.
 */
final class Decimal {
    private static final int LENGTH_MAX = 32;

    private Decimal() {}

    /** Whether {@link Double#parseDouble} reads the whole text as a plain decimal number. */
    static boolean is(String text) {
        int end = text.length();
        if (end == 0 || end > LENGTH_MAX) {
            return false;
        }
        int at = afterDigits(text, afterSign(text, 0));
        int digits = at - afterSign(text, 0);
        if (at < end && text.charAt(at) == '.') {
            int from = at + 1;
            at = afterDigits(text, from);
            digits += at - from;
        }
        if (digits == 0) {
            return false;
        }
        if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int from = afterSign(text, at + 1);
            at = afterDigits(text, from);
            return at == end && at > from;
        }
        return at == end;
    }

    private static int afterSign(String text, int at) {
        boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
        return signed ? at + 1 : at;
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}

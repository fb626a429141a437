package io.inferry.api.model;

/** Numbers that data files and requests write as text; the same for every way they come in. */
public final class WrittenNumber {
    private WrittenNumber() {}

    /**
     * The number; NaN for an empty text. White space around it does not count. {@code nan} and
     * {@code inf}, as Python writes them, count in any case; Java's suffixes ({@code 5f}) and
     * hexadecimal forms do not.
     *
     * @throws NumberFormatException when it is none
     */
    public static double parse(String text) {
        String written = text.strip();
        if (written.isEmpty()) {
            return Double.NaN;
        }
        char last = written.charAt(written.length() - 1);
        if (isDigit(last) || last == '.') {
            return decimal(written);
        }
        boolean negative = written.charAt(0) == '-';
        String word = negative || written.charAt(0) == '+' ? written.substring(1) : written;
        if (word.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        throw new NumberFormatException(text);
    }

    private static double decimal(String written) {
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (!isDigit(c) && ".+-eE".indexOf(c) < 0) {
                throw new NumberFormatException(written);
            }
        }
        return Double.parseDouble(written);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

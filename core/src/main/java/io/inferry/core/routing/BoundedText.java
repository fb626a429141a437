package io.inferry.core.routing;

/**
 * A text that gives up when it was looked at too often: what bounds the time of a regular
 * expression that backtracks without end.
 */
final class BoundedText implements CharSequence {
    private final String text;
    private int looksLeft;

    BoundedText(String text, int looksMax) {
        this.text = text;
        this.looksLeft = looksMax;
    }

    /**
     * Ends a match that takes too long. Without a stack trace: it is thrown on the request path.
     */
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SpentException() {
            super("looked at too often", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (--looksLeft < 0) {
            throw new SpentException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}

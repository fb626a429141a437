package io.inferry.engine.opencv.file;

/** Whole numbers of descriptions. */
final class Numbers {
    private static final int MAX = 1 << 24;

    private Numbers() {}

    /** A number of 1 and more. */
    static int positive(String what, String text) throws ModelFileException {
        return within(what, text, 1, MAX);
    }

    /** A number of {@code min} and more. */
    static int within(String what, String text, int min) throws ModelFileException {
        return within(what, text, min, MAX);
    }

    /** A number of {@code min} to {@code max}. */
    static int within(String what, String text, int min, int max) throws ModelFileException {
        try {
            int value = Integer.decode(text.strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw new ModelFileException(
                "%s is '%s'; it must be a number of %d to %d".formatted(what, text, min, max));
    }
}

package io.inferry.experiment.evidence.outputs;

/**
 * Classes as integers: an index is its own code; a name gets one from its hash, above all indices.
 * A name in digits is the index, so that a label of 3 and of "3" are the same.
 */
public final class ClassCode {
    /** Codes from here on are of names. */
    public static final int NAMES = 1 << 30;

    private static final int DIGITS_MAX = 10;

    private ClassCode() {}

    /** Whether a number can be the index of a class. */
    public static boolean isIndex(double value) {
        return value >= 0 && value < NAMES && value == Math.rint(value);
    }

    /** The code of a name. */
    public static int of(String name) {
        if (isCanonicalIndex(name)) {
            long index = Long.parseLong(name);
            if (index < NAMES) {
                return (int) index;
            }
        }
        long hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = Hash.mix(hash ^ name.charAt(i));
        }
        return NAMES | ((int) hash & (NAMES - 1));
    }

    private static boolean isCanonicalIndex(String name) {
        if (name.isEmpty() || name.length() > DIGITS_MAX) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char digit = name.charAt(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return name.length() == 1 || name.charAt(0) != '0';
    }
}

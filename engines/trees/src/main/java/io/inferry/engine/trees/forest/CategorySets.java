package io.inferry.engine.trees.forest;

/**
 * The sets of categories that splits ask for, all in one array of bits.
 *
 * @see Categories
 */
final class CategorySets {
    private static final int WORD_BITS = 32;

    private final int[] starts;
    private final int[] words;
    private final double above;

    /** Set {@code i} has the words from {@code starts[i]} to {@code starts[i + 1]}. */
    CategorySets(int[] starts, int[] words, Categories rule) {
        this.starts = starts;
        this.words = words;
        this.above = rule.above();
    }

    boolean contains(int set, double value) {
        if (!(value > above)) {
            return false;
        }
        int category = (int) value;
        int word = starts[set] + category / WORD_BITS;
        return word < starts[set + 1] && (words[word] >>> (category % WORD_BITS) & 1) != 0;
    }
}

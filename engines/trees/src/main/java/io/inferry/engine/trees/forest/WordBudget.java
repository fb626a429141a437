package io.inferry.engine.trees.forest;

/**
 * How much memory the sets of categories of one file may take: a few bytes in a file can name a
 * category whose set is large.
 */
public final class WordBudget {
    private static final int BYTES_MAX = 1 << 28;

    private int left = BYTES_MAX / Integer.BYTES;

    /**
     * A set of so many words, all empty.
     *
     * @throws ModelFileException when the sets so far have taken all there is
     */
    public int[] take(int words) {
        left -= words;
        if (left < 0) {
            throw ModelFileException.unsupported(
                    "sets of categories that take more than %d MiB".formatted(BYTES_MAX >> 20));
        }
        return new int[words];
    }
}

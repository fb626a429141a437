package io.inferry.engine.trees.forest;

import java.util.Arrays;

/** The numbers of a column's texts: the place of a text's hash among those that the trees know. */
public final class TextCodes {
    /** Of a text that the trees do not know. */
    public static final int UNKNOWN = -1;

    private final int[] hashes;

    /** Knows the texts of these hashes. */
    public TextCodes(int... hashes) {
        this.hashes = Arrays.stream(hashes).sorted().distinct().toArray();
    }

    /** The number of a text in UTF-8, or {@link #UNKNOWN}. */
    public int of(byte[] text) {
        return ofHash((int) CityHash.hash64(text));
    }

    /** The number of the text with this hash, or {@link #UNKNOWN}. */
    public int ofHash(int hash) {
        return Math.max(UNKNOWN, Arrays.binarySearch(hashes, hash));
    }
}

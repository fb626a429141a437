package io.inferry.api.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody meant who wrote another one. */
public final class Nearest {
    /**
     * Longer words, and words among more candidates, are not looked for: it would take too long.
     */
    private static final int LENGTH_MAX = 100;

    private static final int CANDIDATES_MAX = 2_000;

    private Nearest() {}

    /**
     * The candidate that fewest edits lead to; empty without candidates, and where looking for it
     * would take too long: words may come from anybody.
     */
    public static Optional<String> to(String written, Collection<String> candidates) {
        if (written.length() > LENGTH_MAX || candidates.size() > CANDIDATES_MAX) {
            return Optional.empty();
        }
        return candidates.stream()
                .min(
                        Comparator.comparingInt((String candidate) -> edits(written, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, by the two-row form of Wagner and Fischer's table. */
    private static int edits(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] present = new int[to.length() + 1];
            present[0] = row;
            for (int column = 1; column < present.length; column++) {
                int swap = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                present[column] =
                        Math.min(
                                above[column - 1] + swap,
                                1 + Math.min(above[column], present[column - 1]));
            }
            above = present;
        }
        return above[to.length()];
    }
}

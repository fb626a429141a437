package io.inferry.experiment.evidence.feedback;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often which class was answered where which was right.
 *
 * @param counts by right class, then by answered class; {@link #OTHER} stands for all beyond {@link
 *     #CLASSES_MAX}
 */
public record Confusion(Map<String, Map<String, Long>> counts) {
    /** Classes told apart. */
    public static final int CLASSES_MAX = 32;

    /** All other classes. */
    public static final String OTHER = "other";

    /** No answers. */
    public static final Confusion NONE = new Confusion(Map.of());

    public Confusion {
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        counts.forEach((right, answered) -> copy.put(right, Map.copyOf(answered)));
        counts = Map.copyOf(copy);
    }

    /** Both together; of too many classes those with the most answers stay. */
    public Confusion merge(Confusion other) {
        return other.counts.isEmpty() ? this : other;
    }
}

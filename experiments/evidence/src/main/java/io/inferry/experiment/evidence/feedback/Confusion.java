package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.form.FormReader;
import io.inferry.experiment.evidence.form.FormWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
        Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
        counts.forEach((right, answered) -> copy.put(right, Map.copyOf(answered)));
        counts = Map.copyOf(copy);
    }

    /** How often this class was answered where that one was right. */
    public long count(String right, String answered) {
        return counts.getOrDefault(right, Map.of()).getOrDefault(answered, 0L);
    }

    /** Both together; of too many classes those with the most answers stay. */
    public Confusion merge(Confusion other) {
        Map<String, Map<String, Long>> both = new TreeMap<>();
        addAll(both, counts, UnaryOperator.identity());
        addAll(both, other.counts, UnaryOperator.identity());
        Map<String, Long> sizes = sizes(both);
        if (sizes.size() <= CLASSES_MAX) {
            return new Confusion(both);
        }
        Set<String> kept =
                sizes.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(CLASSES_MAX)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        Map<String, Map<String, Long>> folded = new TreeMap<>();
        addAll(folded, both, title -> kept.contains(title) ? title : OTHER);
        return new Confusion(folded);
    }

    private static void addAll(
            Map<String, Map<String, Long>> to,
            Map<String, Map<String, Long>> from,
            UnaryOperator<String> title) {
        from.forEach((right, row) ->
                row.forEach((answered, count) ->
                        to.computeIfAbsent(title.apply(right), first -> new TreeMap<>())
                                .merge(title.apply(answered), count, Math::addExact)));
    }

    /** Answers by class, as right or as answered. */
    private static Map<String, Long> sizes(Map<String, Map<String, Long>> counts) {
        Map<String, Long> sizes = new TreeMap<>();
        counts.forEach((right, row) ->
                row.forEach((answered, count) -> {
                    sizes.merge(right, count, Math::addExact);
                    sizes.merge(answered, count, Math::addExact);
                }));
        sizes.remove(OTHER);
        return sizes;
    }

    /** By right class, sorted, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        new TreeMap<>(counts).forEach((right, row) -> view.put(right, new TreeMap<>(row)));
        return view;
    }

    void write(FormWriter to) {
        to.whole(counts.size());
        new TreeMap<>(counts)
                .forEach((right, row) -> {
                    to.text(right);
                    to.whole(row.size());
                    new TreeMap<>(row)
                            .forEach((answered, count) -> {
                                to.text(answered);
                                to.whole(count);
                            });
                });
    }

    static Confusion read(FormReader from) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        for (int rows = from.size(); rows > 0; rows--) {
            Map<String, Long> row = new TreeMap<>();
            counts.put(from.text(), row);
            for (int columns = from.size(); columns > 0; columns--) {
                row.put(from.text(), from.whole());
            }
        }
        return new Confusion(counts);
    }
}

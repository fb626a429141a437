package io.inferry.experiment.evidence.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    private static Confusion of(int from, int to, long count) {
        Map<String, Map<String, Long>> rows = new TreeMap<>();
        for (int i = from; i < to; i++) {
            rows.put("c" + i, Map.of("c" + i, count));
        }
        return new Confusion(rows);
    }

    private static long sum(Confusion confusion) {
        return confusion.counts().values().stream()
                .flatMap(row -> row.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    @Test
    void countsOfTheSameClassesAdd() {
        Confusion both = of(0, 3, 2).merge(of(2, 5, 7));
        assertThat(both.count("c2", "c2")).isEqualTo(9);
        assertThat(both.count("c4", "c4")).isEqualTo(7);
        assertThat(both.count("c4", "c0")).isZero();
    }

    @Test
    void ofTooManyClassesTheLargestStay() {
        Confusion both = of(0, 30, 1).merge(of(30, 60, 5));
        assertThat(both.counts()).hasSize(Confusion.CLASSES_MAX + 1);
        assertThat(both.count("c59", "c59")).isEqualTo(5);
        assertThat(both.count(Confusion.OTHER, Confusion.OTHER)).isEqualTo(28);
        assertThat(sum(both)).isEqualTo(30 + 150);
        assertThat(sum(both.merge(both))).isEqualTo(2 * (30 + 150));
    }
}

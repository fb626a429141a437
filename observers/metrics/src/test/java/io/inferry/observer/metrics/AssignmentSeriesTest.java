package io.inferry.observer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignmentSeriesTest {
    @Test
    void rulesWithoutEndAreCountedTogetherAtLast() {
        var series = new AssignmentSeries();
        for (int i = 0; i < AssignmentSeries.SERIES_MAX + 50; i++) {
            series.add(
                    new Assignment(
                            "id",
                            Assignment.Cause.RULE,
                            "rule-" + i,
                            new VersionChoice.Exact(1),
                            1,
                            i % 2 == 0));
        }

        Map<String, Long> counted = new HashMap<>();
        series.forEach((reason, count) -> counted.put(reason.rule(), count.assigned().get()));
        assertThat(counted)
                .hasSize(AssignmentSeries.SERIES_MAX + 1)
                .containsEntry("rule-0", 1L)
                .containsEntry(AssignmentSeries.OTHER, 50L);
    }
}

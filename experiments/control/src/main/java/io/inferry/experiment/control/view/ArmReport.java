package io.inferry.experiment.control.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen of one arm.
 *
 * @param metrics by name, as definitions name them; those without a value are left out
 * @param labels of the confusion matrix, in the order of its rows and columns
 * @param confusion rows are labels, columns what the arm said
 */
public record ArmReport(
        String target,
        Map<String, Double> metrics,
        Map<String, Long> counts,
        List<String> labels,
        List<List<Long>> confusion) {
    public ArmReport {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        labels = List.copyOf(labels);
        confusion = confusion.stream().map(List::copyOf).toList();
    }
}

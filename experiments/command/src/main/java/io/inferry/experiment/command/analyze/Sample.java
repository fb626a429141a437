package io.inferry.experiment.command.analyze;

import java.util.Map;

/** One series' value at one time. */
record Sample(Map<String, String> labels, double value) {
    Sample {
        labels = Map.copyOf(labels);
    }

    /** The label's value; empty where the series does not have it. */
    String label(String name) {
        return labels.getOrDefault(name, "");
    }
}

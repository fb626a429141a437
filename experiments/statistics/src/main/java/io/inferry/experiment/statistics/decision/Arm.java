package io.inferry.experiment.statistics.decision;

/**
 * One side of a comparison.
 *
 * @param name as reasons call it: "version 2"
 * @param outcomes of the metric, seen so far
 */
public record Arm(String name, long outcomes) {
    public Arm {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (outcomes < 0) {
            throw new IllegalArgumentException("outcomes must be at least 0, were " + outcomes);
        }
    }
}

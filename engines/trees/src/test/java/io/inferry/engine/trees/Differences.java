package io.inferry.engine.trees;

import static org.assertj.core.api.Assertions.assertThat;

/** Numbers of many models beside those of their library. */
final class Differences {
    private final double relativeWorst;
    private long numbers;
    private long different;
    private double worst;

    /** Fails above this difference, as a part of the number or, below 1, of 1. */
    Differences(double relativeWorst) {
        this.relativeWorst = relativeWorst;
    }

    void add(String what, double expected, double actual) {
        numbers++;
        if (Double.compare(expected, actual) == 0 || expected == actual) {
            return;
        }
        different++;
        double difference = Math.abs(expected - actual) / Math.max(1, Math.abs(expected));
        worst = Math.max(worst, difference);
        assertThat(difference)
                .as("%s: %s in the library, %s here", what, expected, actual)
                .isLessThanOrEqualTo(relativeWorst);
    }

    @Override
    public String toString() {
        return "%,d numbers, %,d different, worst %.2g".formatted(numbers, different, worst);
    }
}

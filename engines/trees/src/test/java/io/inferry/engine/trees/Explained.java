package io.inferry.engine.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** The answer of signature {@code explain}, to be held against what a library says. */
record Explained(Map<String, double[]> answer, int features) {
    /**
     * The largest difference by the largest number of its row; libraries answer the bias behind the
     * contributions of each margin.
     */
    double worst(double... expected) {
        double[] contributions = answer.get("contributions");
        double[] bias = answer.get("bias");
        assertThat(expected).hasSize(contributions.length + bias.length);
        double worst = 0;
        for (int row = 0; row < bias.length; row++) {
            double largest = 0;
            double difference = 0;
            for (int i = 0; i <= features; i++) {
                double wanted = expected[row * (features + 1) + i];
                double found = i == features ? bias[row] : contributions[row * features + i];
                largest = Math.max(largest, Math.abs(wanted));
                difference = Math.max(difference, Math.abs(found - wanted));
            }
            worst = Math.max(worst, difference / Math.max(1e-3, largest));
        }
        return worst;
    }

    /** The largest difference of sums and margins, by the margin or 1. */
    double worstSum(double... margins) {
        double[] contributions = answer.get("contributions");
        double[] bias = answer.get("bias");
        assertThat(bias).hasSameSizeAs(margins);
        double worst = 0;
        for (int row = 0; row < bias.length; row++) {
            double sum = bias[row];
            for (int i = 0; i < features; i++) {
                sum += contributions[row * features + i];
            }
            double difference = Math.abs(sum - margins[row]);
            worst = Math.max(worst, difference / Math.max(1, Math.abs(margins[row])));
        }
        return worst;
    }
}

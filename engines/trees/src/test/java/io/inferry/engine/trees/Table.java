package io.inferry.engine.trees;

import java.util.Random;

/**
 * A made-up table to train with and ask about: numbers, zeros, missing values, categories, and in
 * questions what no training saw.
 *
 * @param categorical how many of the last features are categories
 */
record Table(int features, int categorical, int classes) {
    static final int CATEGORIES = 40;

    /** Rows such as training sees. */
    double[] rows(Random random, int count) {
        double[] rows = new double[count * features];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = value(random, isCategory(i));
        }
        return rows;
    }

    /** Rows such as nobody expects. */
    double[] questions(Random random, int count) {
        double[] rows = rows(random, count);
        double[] odd = {0, -0.0, 1e-36, -1e-36, 1e-35f, 1e30, -1e30, 3.4e38, -1, -0.5, 41.5, 1e10};
        for (int i = 0; i < rows.length; i++) {
            if (random.nextInt(20) == 0) {
                rows[i] = (float) odd[random.nextInt(odd.length)];
            }
        }
        return rows;
    }

    /** A label for each row that a tree can learn in part. */
    float[] labels(Random random, double... rows) {
        float[] labels = new float[rows.length / features];
        for (int row = 0; row < labels.length; row++) {
            double score = random.nextGaussian() * 0.3;
            for (int i = 0; i < features; i++) {
                double value = rows[row * features + i];
                if (isCategory(i)) {
                    score += Double.isNaN(value) ? 0.2 : (value * 7 % 11) / 11 - 0.5;
                } else {
                    score += Double.isNaN(value) ? -0.3 : Math.sin(value * (i + 1)) / (i + 1);
                }
            }
            double positive = Math.min(10, Math.exp(score));
            labels[row] = classes == 0 ? (float) positive : Math.min(classes - 1, (int) positive);
        }
        return labels;
    }

    private boolean isCategory(int index) {
        return index % features >= features - categorical;
    }

    private static double value(Random random, boolean category) {
        if (random.nextInt(10) == 0) {
            return Double.NaN;
        }
        if (category) {
            return random.nextInt(CATEGORIES);
        }
        return random.nextInt(10) == 0 ? 0 : (float) random.nextGaussian();
    }
}

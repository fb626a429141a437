package io.inferry.experiment.evidence.shadow;

import java.util.stream.IntStream;

/**
 * Spearman's rank correlation: Pearson's of the ranks, ties at the mean of their ranks (Kendall,
 * "Rank correlation methods", 1948).
 */
final class Ranks {
    private Ranks() {}

    /**
     * From −1 to 1; NaN when a side does not vary or holds a NaN.
     *
     * @param a as long as {@code b}
     */
    static double correlation(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Double.isNaN(a[i]) || Double.isNaN(b[i])) {
                return Double.NaN;
            }
        }
        double[] first = of(a);
        double[] second = of(b);
        double middle = (a.length + 1) / 2.0;
        double products = 0;
        double firstSquares = 0;
        double secondSquares = 0;
        for (int i = 0; i < a.length; i++) {
            double x = first[i] - middle;
            double y = second[i] - middle;
            products += x * y;
            firstSquares += x * x;
            secondSquares += y * y;
        }
        return products / Math.sqrt(firstSquares * secondSquares);
    }

    /** Ranks from 1, ties at the mean of theirs. */
    static double[] of(double[] values) {
        int[] order =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted((i, j) -> Double.compare(values[i] + 0.0, values[j] + 0.0))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}

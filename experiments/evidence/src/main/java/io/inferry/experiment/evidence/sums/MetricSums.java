package io.inferry.experiment.evidence.sums;

import io.inferry.experiment.statistics.Moments;
import io.inferry.experiment.statistics.PairedMoments;

/**
 * Outcomes of one metric as they come and go. What is removed leaves no trace: all sums are exact.
 * Not for use by several threads.
 */
public final class MetricSums {
    /** Without a covariate. */
    public static final double NO_COVARIATE = Double.NaN;

    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private final Pairs pairs = new Pairs();
    private long count;

    /** Sums of the outcomes that have a covariate. */
    private static final class Pairs {
        private final ExactSum outcome = new ExactSum();
        private final ExactSum outcomeSquares = new ExactSum();
        private final ExactSum covariate = new ExactSum();
        private final ExactSum covariateSquares = new ExactSum();
        private final ExactSum products = new ExactSum();
        private long count;

        private void change(double y, double x, int sign) {
            outcome.add(sign * y);
            outcomeSquares.addProduct(y, y, sign);
            covariate.add(sign * x);
            covariateSquares.addProduct(x, x, sign);
            products.addProduct(x, y, sign);
            count += sign;
        }

        private PairedMoments moments() {
            return count == 0
                    ? PairedMoments.NONE
                    : new PairedMoments(
                            of(count, outcome, outcomeSquares),
                            of(count, covariate, covariateSquares),
                            ExactSum.spread(products, covariate, outcome, count));
        }
    }

    /**
     * One more outcome, within ±{@link Moments#VALUE_MAX}.
     *
     * @param covariate its request's, or {@link #NO_COVARIATE}
     */
    public void add(double outcome, double covariate) {
        change(outcome, covariate, 1);
    }

    /** Takes away an outcome that was added with this covariate. */
    public void remove(double outcome, double covariate) {
        change(outcome, covariate, -1);
    }

    private void change(double outcome, double covariate, int sign) {
        sum.add(sign * outcome);
        squares.addProduct(outcome, outcome, sign);
        count += sign;
        if (!Double.isNaN(covariate)) {
            pairs.change(outcome, covariate, sign);
        }
    }

    /** What is there now. */
    public MetricSummary summary() {
        return new MetricSummary(of(count, sum, squares), pairs.moments());
    }

    private static Moments of(long count, ExactSum sum, ExactSum squares) {
        return count == 0
                ? Moments.NONE
                : new Moments(
                        count,
                        sum.value() / count,
                        Math.max(0, ExactSum.spread(squares, sum, sum, count)));
    }
}

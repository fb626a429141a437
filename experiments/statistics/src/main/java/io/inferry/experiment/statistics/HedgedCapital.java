package io.inferry.experiment.statistics;

import java.util.Arrays;

/**
 * The tightest exact sequence for the mean of bounded outcomes: betting with hedged capital,
 * Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting" (2023),
 * theorem 3. For every mean m of a grid one gambler bets that outcomes are above m and one that
 * they are below:
 *
 * <pre>
 * K⁺(m) = Π (1 + min(λᵢ, c/m)(xᵢ − m)),   K⁻(m) = Π (1 − min(λᵢ, c/(1−m))(xᵢ − m)),   c = 1/2
 * </pre>
 *
 * and m is out once max(K⁺, K⁻)/2 reaches 1/α. Ends are taken at the last grid mean that is out, so
 * the grid only widens the interval, by one cell at most.
 *
 * <p>Immutable: each outcome copies two rows of the grid, so give outcomes in bulk. Merging parts
 * that were counted apart is valid (capitals multiply); a part must be merged once only.
 */
public final class HedgedCapital {
    /** Cells that are fine enough for most: the interval is at most 1/200 too wide at each end. */
    public static final int CELLS = 200;

    private static final int CELLS_MAX = 10_000;
    private static final double TRUNCATION = 0.5;

    private final Bounds bounds;
    private final double alpha;
    private final Bet bet;
    private final double[] above;
    private final double[] below;

    private HedgedCapital(Bounds bounds, double alpha, Bet bet, double[][] logs) {
        this.bounds = bounds;
        this.alpha = alpha;
        this.bet = bet;
        this.above = logs[0];
        this.below = logs[1];
    }

    /**
     * Nothing seen.
     *
     * @param cells of the grid, 2 to 10,000
     */
    public static HedgedCapital of(Bounds bounds, double alpha, int cells) {
        Arguments.fraction("alpha", alpha);
        if (cells < 2 || cells > CELLS_MAX) {
            throw new IllegalArgumentException(
                    "cells must lie in [2, " + CELLS_MAX + "], were " + cells);
        }
        return new HedgedCapital(bounds, alpha, Bet.NONE, new double[2][cells + 1]);
    }

    /**
     * With more outcomes, in the order seen.
     *
     * @throws IllegalArgumentException for an outcome outside the bounds
     */
    public HedgedCapital plus(double... values) {
        double[][] logs = {above.clone(), below.clone()};
        Bet now = bet;
        for (double value : values) {
            double x = bounds.share(value);
            add(x, now.stake(alpha), logs);
            now = now.plus(x);
        }
        return new HedgedCapital(bounds, alpha, now, logs);
    }

    private static void add(double x, double stake, double[][] logs) {
        int cells = logs[0].length - 1;
        for (int i = 0; i <= cells; i++) {
            double m = (double) i / cells;
            logs[0][i] += Math.log1p(Math.min(stake, TRUNCATION / m) * (x - m));
            logs[1][i] += Math.log1p(Math.min(stake, TRUNCATION / (1 - m)) * (m - x));
        }
    }

    /** Both together; see above for when this is valid. */
    public HedgedCapital merge(HedgedCapital other) {
        if (!bounds.equals(other.bounds)
                || alpha != other.alpha
                || above.length != other.above.length) {
            throw new IllegalArgumentException(
                    "only capitals of one kind merge, were " + this + " and " + other);
        }
        double[][] logs = {above.clone(), below.clone()};
        Arrays.setAll(logs[0], i -> above[i] + other.above[i]);
        Arrays.setAll(logs[1], i -> below[i] + other.below[i]);
        return new HedgedCapital(bounds, alpha, bet.merge(other.bet), logs);
    }

    /** Outcomes seen. */
    public long count() {
        return bet.count();
    }

    /** The mean, inside the bounds. */
    public Interval interval() {
        double threshold = Math.log(2 / alpha);
        int cells = above.length - 1;
        int low = 0;
        while (low < cells && above[low] >= threshold) {
            low++;
        }
        int high = cells;
        while (high > 0 && below[high] >= threshold) {
            high--;
        }
        double from = Math.max(0, Math.min(low, high) - 1) / (double) cells;
        double to = Math.min(cells, Math.max(low, high) + 1) / (double) cells;
        return bounds.interval(bet.mean(), from, to);
    }

    @Override
    public String toString() {
        return bet.count()
                + " outcomes in "
                + bounds
                + " at "
                + alpha
                + ", "
                + (above.length - 1)
                + " cells";
    }
}

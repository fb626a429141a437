package io.inferry.experiment.statistics;

import java.util.Optional;

/**
 * Count, mean and summed squared deviations of outcomes: all that means are compared by. Immutable;
 * parts counted apart are merged exactly.
 *
 * <p>Updated as Welford, "Note on a method for calculating corrected sums of squares and products"
 * (1962); merged as Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for
 * computing sample variances" (1979). Neither squares the values themselves, so large means with
 * small spread lose nothing.
 *
 * @param count outcomes seen
 * @param mean in the outcome's unit; 0 when nothing was seen
 * @param squares Σ(x − mean)², in the outcome's unit squared
 */
public record Moments(long count, double mean, double squares) {
    /** Nothing seen. */
    public static final Moments NONE = new Moments(0, 0, 0);

    /** Outcomes beyond this size are refused, so that no sum of squares overflows. */
    public static final double VALUE_MAX = 1e140;

    /** A window keeps at least three digits when its squares are above this share of the whole. */
    private static final double SOUND = 1e-9;

    /** Spread below this share of the mean is rounding, not variance. */
    private static final double ROUNDING = 1e-12;

    public Moments {
        Arguments.count("count", count);
        if (!(Math.abs(mean) <= VALUE_MAX)) {
            throw new IllegalArgumentException(
                    "mean must lie within ±" + VALUE_MAX + ", was " + mean);
        }
        Arguments.notNegative("squares", squares);
        if (count == 0 && (mean != 0 || squares != 0)) {
            throw new IllegalArgumentException(
                    "no outcomes have no mean and no squares, were " + mean + " and " + squares);
        }
    }

    /**
     * The moments of {@code successes} ones and otherwise zeros: variance m(1 − m).
     *
     * @throws IllegalArgumentException unless 0 ≤ successes ≤ trials
     */
    public static Moments ofRate(long successes, long trials) {
        return new Rate(successes, trials).moments();
    }

    /** The moments of these outcomes. */
    public static Moments of(double... values) {
        Moments moments = NONE;
        for (double value : values) {
            moments = moments.plus(value);
        }
        return moments;
    }

    /**
     * With one more outcome.
     *
     * @throws IllegalArgumentException for NaN, infinities and sizes above {@link #VALUE_MAX}
     */
    public Moments plus(double value) {
        if (!(Math.abs(value) <= VALUE_MAX)) {
            throw new IllegalArgumentException(
                    "value must lie within ±" + VALUE_MAX + ", was " + value);
        }
        long n = Math.addExact(count, 1);
        double step = value - mean;
        double moved = mean + step / n;
        return new Moments(n, moved, squares + step * (value - moved));
    }

    /** Both together, as if all outcomes had been counted in one place. */
    public Moments merge(Moments other) {
        if (other.count == 0) {
            return this;
        }
        if (count == 0) {
            return other;
        }
        long n = Math.addExact(count, other.count);
        double share = (double) other.count / n;
        double step = other.mean - mean;
        return new Moments(
                n, mean + step * share, squares + other.squares + step * step * share * count);
    }

    /**
     * The outcomes since an older snapshot of the same sum. Subtraction cancels: it is refused
     * (empty) where the window's squares are below 1e-9 of the whole's, because then fewer than
     * some three digits are left. Keep windows apart and merge them where that happens; rates never
     * need it, {@link Rate#since} is exact.
     *
     * @throws IllegalArgumentException when {@code older} has more outcomes than this
     */
    public Optional<Moments> since(Moments older) {
        if (older.count > count) {
            throw new IllegalArgumentException(
                    "older has " + older.count + " outcomes, this only " + count);
        }
        if (older.count == count) {
            return Optional.of(NONE);
        }
        if (older.count == 0) {
            return Optional.of(this);
        }
        long n = count - older.count;
        double windowMean = mean + (mean - older.mean) * ((double) older.count / n);
        double between = windowMean - older.mean;
        double rest =
                squares - older.squares - between * between * ((double) older.count / count) * n;
        boolean sound = rest > SOUND * squares && Math.abs(windowMean) <= VALUE_MAX;
        return sound ? Optional.of(new Moments(n, windowMean, rest)) : Optional.empty();
    }

    /**
     * Σ(x − mean)² / count, the population's form, as the asymptotic sequences use it; 0 if none.
     */
    public double variance() {
        return count == 0 ? 0 : squares / count;
    }

    /** Square root of {@link #variance}. */
    public double deviation() {
        return Math.sqrt(variance());
    }

    /**
     * Whether all outcomes were alike, but for rounding: their spread is then unknown, not zero.
     */
    public boolean alike() {
        return deviation() <= ROUNDING * Math.abs(mean);
    }
}

package io.inferry.experiment.statistics;

/**
 * Successes among trials. Whole numbers, so merging and windows are exact.
 *
 * @param successes 0 ≤ successes ≤ trials
 * @param trials outcomes seen
 */
public record Rate(long successes, long trials) {
    /** Nothing seen. */
    public static final Rate NONE = new Rate(0, 0);

    public Rate {
        Arguments.count("trials", trials);
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "successes must lie in [0, trials], were " + successes + " of " + trials);
        }
    }

    /** Both together. */
    public Rate merge(Rate other) {
        return new Rate(
                Math.addExact(successes, other.successes), Math.addExact(trials, other.trials));
    }

    /**
     * The outcomes since an older snapshot of the same counts.
     *
     * @throws IllegalArgumentException when {@code older} is not a snapshot of this
     */
    public Rate since(Rate older) {
        if (older.successes > successes || older.trials > trials) {
            throw new IllegalArgumentException(older + " is not an older state of " + this);
        }
        return new Rate(successes - older.successes, trials - older.trials);
    }

    /** Successes per trial; 0 when nothing was seen. */
    public double mean() {
        return trials == 0 ? 0 : (double) successes / trials;
    }

    /** The same as outcomes of 0 and 1: variance m(1 − m). */
    public Moments moments() {
        double mean = mean();
        return new Moments(trials, mean, trials * (mean * (1 - mean)));
    }

    /** Failures in place of successes. */
    Rate turned() {
        return new Rate(trials - successes, trials);
    }

    /** Outcomes of the rarer kind. */
    long rarer() {
        return Math.min(successes, trials - successes);
    }

    /**
     * m(1 − m); where all outcomes were alike that of one more outcome of the other kind, n/(n +
     * 1)². A hundred successes in a row do not prove a rate of 1, and an interval without width
     * would claim just that.
     */
    double variance() {
        double mean = mean();
        double next = trials + 1.0;
        return rarer() > 0 ? mean * (1 - mean) : trials / next / next;
    }
}

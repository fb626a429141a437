package io.inferry.experiment.statistics.bandit;

import io.inferry.experiment.statistics.Moments;
import java.util.List;
import java.util.Optional;

/**
 * What another policy would have earned, from the log of the one that ran: Dudík, Langford and Li,
 * "Doubly robust policy evaluation and learning" (2011); self-normalised by Swaminathan and
 * Joachims (2015). For a log that is complete: standard errors are for one look.
 *
 * <pre>
 * w = min(π(arm) ∕ propensity, weightMax)
 * IPS  = mean of w r                      SE = sd ∕ √n
 * SNIPS = Σ w r ∕ Σ w                     SE = √(Σ w² (r − SNIPS)²) ∕ Σ w   (delta method)
 * DR   = mean of Σₐ π(a) r̂(a) + w (r − r̂(arm))
 * </pre>
 *
 * @param weightMax weights are clipped here: less variance, some bias; infinite: not at all
 */
public record OffPolicy(double weightMax) {
    public OffPolicy {
        if (!(weightMax > 0)) {
            throw new IllegalArgumentException("weightMax must be above 0, was " + weightMax);
        }
    }

    /**
     * A value with its standard error, both in the reward's unit; the error is infinite for fewer
     * than two rows.
     */
    public record Estimate(double value, double standardError) {}

    /**
     * All estimates of one log.
     *
     * @param inversePropensity IPS
     * @param selfNormalised empty where the other policy never chooses what was chosen
     * @param doublyRobust empty unless every row has predictions
     * @param rows in the log
     * @param clipped rows whose weight was clipped
     * @param effectiveRows (Σw)² ∕ Σw²: what the log is worth for this policy
     */
    public record Estimates(
            Estimate inversePropensity,
            Optional<Estimate> selfNormalised,
            Optional<Estimate> doublyRobust,
            long rows,
            long clipped,
            double effectiveRows) {}

    /**
     * Estimates.
     *
     * @throws IllegalArgumentException for an empty log
     */
    public Estimates of(List<LoggedChoice> log) {
        if (log.isEmpty()) {
            throw new IllegalArgumentException("log must not be empty");
        }
        double[] weights = log.stream().mapToDouble(this::clipped).toArray();
        Moments inverse = Moments.NONE;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            inverse = inverse.plus(weights[i] * log.get(i).reward());
            sum += weights[i];
            squares += weights[i] * weights[i];
        }
        return new Estimates(
                estimate(inverse),
                sum == 0 ? Optional.empty() : Optional.of(normalised(log, weights, sum)),
                doublyRobust(log, weights),
                log.size(),
                log.stream().filter(row -> row.weight() > weightMax).count(),
                squares == 0 ? 0 : sum * sum / squares);
    }

    private double clipped(LoggedChoice row) {
        return Math.min(row.weight(), weightMax);
    }

    private static Estimate normalised(List<LoggedChoice> log, double[] weights, double sum) {
        double earned = 0;
        for (int i = 0; i < weights.length; i++) {
            earned += weights[i] * log.get(i).reward();
        }
        double value = earned / sum;
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            double off = weights[i] * (log.get(i).reward() - value);
            squares += off * off;
        }
        double error = weights.length < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(squares) / sum;
        return new Estimate(value, error);
    }

    private static Optional<Estimate> doublyRobust(List<LoggedChoice> log, double[] weights) {
        if (log.stream().anyMatch(row -> row.predicted().isEmpty())) {
            return Optional.empty();
        }
        Moments robust = Moments.NONE;
        for (int i = 0; i < weights.length; i++) {
            LoggedChoice row = log.get(i);
            double direct = 0;
            for (int arm = 0; arm < row.predicted().size(); arm++) {
                direct += row.target().each().get(arm) * row.predicted().get(arm);
            }
            double missed = row.reward() - row.predicted().get(row.arm());
            robust = robust.plus(direct + weights[i] * missed);
        }
        return Optional.of(estimate(robust));
    }

    /** With the sample's variance, n − 1. */
    private static Estimate estimate(Moments moments) {
        long n = moments.count();
        double error =
                n < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(moments.squares() / (n - 1.0) / n);
        return new Estimate(moments.mean(), error);
    }
}

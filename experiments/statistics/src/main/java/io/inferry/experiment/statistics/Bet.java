package io.inferry.experiment.statistics;

/**
 * The predictable plug-in that says how much to stake on the next outcome, by those before it:
 * Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting" (2023),
 * equation 15. λ = √( 2 ln(2/α) ∕ (σ̂² t ln(1 + t)) ) with σ̂² and μ̂ shrunk towards 1/4 and 1/2.
 *
 * @param count outcomes so far
 * @param sum of outcomes in [0, 1]
 * @param squares Σ (x − μ̂ₜ)², each with the mean up to and with it
 */
public record Bet(long count, double sum, double squares) {
    /** Nothing seen. */
    public static final Bet NONE = new Bet(0, 0, 0);

    public Bet {
        Arguments.count("count", count);
        Arguments.finite("sum", sum);
        Arguments.finite("squares", squares);
    }

    /** μ̂ = (1/2 + Σx) ∕ (n + 1). */
    double mean() {
        return (0.5 + sum) / (count + 1.0);
    }

    /** λ for the next outcome. */
    double stake(double alpha) {
        double variance = (0.25 + squares) / (count + 1.0);
        double t = count + 1.0;
        return Math.sqrt(2 * Math.log(2 / alpha) / (variance * t * Math.log1p(t)));
    }

    Bet plus(double x) {
        double grown = sum + x;
        double off = x - (0.5 + grown) / (count + 2.0);
        return new Bet(count + 1, grown, squares + off * off);
    }

    Bet merge(Bet other) {
        return new Bet(Math.addExact(count, other.count), sum + other.sum, squares + other.squares);
    }
}

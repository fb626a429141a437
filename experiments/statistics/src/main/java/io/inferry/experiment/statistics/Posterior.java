package io.inferry.experiment.statistics;

import java.util.random.RandomGenerator;

/** What is believed of an arm's mean after its outcomes; arms are compared by integrating it. */
public sealed interface Posterior permits BetaPosterior, NormalPosterior {
    /** Expected mean of the arm. */
    double mean();

    /** A width in the outcome's unit: about one standard deviation. */
    double scale();

    /** Least possible mean. */
    double least();

    /** Greatest possible mean. */
    double greatest();

    /** Density at x. */
    double density(double x);

    /** Chance that the mean is at most x. */
    double cumulative(double x);

    /** One draw, with no randomness but the generator's. */
    double sample(RandomGenerator generator);
}

package io.inferry.experiment.control.view;

/**
 * What a policy would have earned, estimated from what another one logged.
 *
 * @param policy {@code always version 2}, {@code the bandit}
 * @param samples rewards that came
 * @param effective samples: how many of them count for this policy
 * @param inversePropensity Horvitz and Thompson
 * @param selfNormalised Hájek
 * @param doublyRobust Dudík, Langford, Li 2011
 * @param low of the interval around the doubly robust estimate
 */
public record PolicyView(
        String policy,
        long samples,
        double effective,
        double inversePropensity,
        double selfNormalised,
        double doublyRobust,
        double low,
        double high) {}

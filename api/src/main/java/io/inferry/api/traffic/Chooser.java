package io.inferry.api.traffic;

/**
 * A policy that looks at the request: a contextual bandit. Pure and fast: called for every request
 * of its experiment, by many threads at once.
 */
@FunctionalInterface
public interface Chooser {
    /**
     * How likely each target is to be chosen for this request.
     *
     * @return one probability for each share of the split, in its order; they sum to 1
     */
    double[] probabilities(RequestFacts facts);
}

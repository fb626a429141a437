package io.inferry.experiment.control.definition;

/**
 * How sure a decision has to be.
 *
 * @param alpha the chance of a wrong decision, however often one looks
 * @param expectedSamples where the sequences are tightest
 */
public record Confidence(double alpha, long expectedSamples) {}

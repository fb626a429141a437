package io.inferry.experiment.control.definition;

import io.inferry.api.traffic.Shadow;

/**
 * How much is copied to the candidate.
 *
 * @param percent of the requests
 * @param inFlightMax copies at once
 * @param tolerance up to which two numbers agree, relative to the larger
 */
public record ShadowTerms(double percent, int inFlightMax, double tolerance) {
    /** What a definition that does not say gets. */
    public static final ShadowTerms STANDARD =
            new ShadowTerms(100, Shadow.IN_FLIGHT_STANDARD, 1e-3);
}

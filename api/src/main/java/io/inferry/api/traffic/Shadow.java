package io.inferry.api.traffic;

import io.inferry.api.model.VersionChoice;

/**
 * A version that is asked too, after the caller was answered, and whose answer nobody waits for.
 *
 * @param percent of the requests that are copied
 * @param inFlightMax copies at once; further ones are left out and counted
 */
public record Shadow(VersionChoice target, double percent, int inFlightMax) {
    /** What a shadow may have in flight unless told otherwise. */
    public static final int IN_FLIGHT_STANDARD = 4;

    private static final int IN_FLIGHT_MAX = 1024;

    public Shadow {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "a shadow gets more than 0 and at most 100 percent, was " + percent);
        }
        if (inFlightMax < 1 || inFlightMax > IN_FLIGHT_MAX) {
            throw new IllegalArgumentException(
                    "in_flight_max of a shadow is 1 to %d, was %d"
                            .formatted(IN_FLIGHT_MAX, inFlightMax));
        }
    }
}

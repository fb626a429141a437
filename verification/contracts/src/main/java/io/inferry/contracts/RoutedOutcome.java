package io.inferry.contracts;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a caller got.
 *
 * @param y empty for a failure
 * @param told headers, or initial metadata, or trailers: those whose names begin with {@code
 *     x-inferry-}
 */
public record RoutedOutcome(OptionalDouble y, Map<String, String> told) {
    /** What such names begin with. */
    public static final String PREFIX = "x-inferry-";

    public RoutedOutcome {
        told = Map.copyOf(told);
    }
}

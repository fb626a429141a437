package io.inferry.experiment.control.definition;

import java.time.Duration;
import java.util.List;

/**
 * How a candidate gets more.
 *
 * @param steps percent of the traffic, growing
 * @param bake at each step at least
 */
public record CanaryTerms(List<Double> steps, Duration bake) {
    /** What a definition that does not say gets. */
    public static final CanaryTerms STANDARD =
            new CanaryTerms(List.of(1.0, 5.0, 25.0, 50.0, 100.0), Duration.ofMinutes(10));

    public CanaryTerms {
        steps = List.copyOf(steps);
    }
}

package io.inferry.api.traffic;

import io.inferry.api.model.VersionChoice;

/**
 * Callers who are kept out of experiments for as long as it stands, to see what all of them
 * together changed. Chosen by the plan's sticky field.
 *
 * @param percent of the callers that no rule takes
 */
public record Holdout(double percent, VersionChoice target) {
    public Holdout {
        if (!(percent > 0 && percent < 100)) {
            throw new IllegalArgumentException(
                    "a holdout is more than 0 and less than 100 percent, was " + percent);
        }
    }
}

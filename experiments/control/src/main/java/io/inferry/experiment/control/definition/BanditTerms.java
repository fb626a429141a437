package io.inferry.experiment.control.definition;

import io.inferry.api.traffic.RequestField;
import java.time.Duration;
import java.util.List;

/**
 * How a bandit learns.
 *
 * @param reward the feedback to maximise: {@code reward}, {@code accuracy} or a value's name
 * @param exploration every arm's smallest share, 0 to 1
 * @param features what the chooser looks at
 * @param update between two renewals of what it does
 */
public record BanditTerms(
        Algorithm algorithm,
        String reward,
        double exploration,
        List<RequestField> features,
        Duration update) {
    public BanditTerms {
        features = List.copyOf(features);
    }

    /** How it weighs what it does not know. */
    public enum Algorithm {
        /** Each arm as often as it is likely to be the best. */
        THOMPSON,
        /** The arm with the highest upper bound for this request. */
        LINUCB
    }
}

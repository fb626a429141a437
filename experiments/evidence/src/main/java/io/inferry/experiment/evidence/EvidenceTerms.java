package io.inferry.experiment.evidence;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.RequestField;
import io.inferry.experiment.evidence.outputs.PredictionTerms;
import io.inferry.experiment.evidence.shadow.Tolerance;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What is to be seen of an experiment.
 *
 * @param arms what requests are assigned to; the control first
 * @param covariate a number that requests say of themselves, for CUPED
 * @param prediction what of the answers feedback is held against
 * @param tolerance how far a shadow's numbers may lie from the live ones
 */
public record EvidenceTerms(
        String experiment,
        List<VersionChoice> arms,
        Optional<RequestField> covariate,
        PredictionTerms prediction,
        Tolerance tolerance) {
    /** More arms than a split may have are refused. */
    public static final int ARMS_MAX = 64;

    public EvidenceTerms {
        arms = List.copyOf(arms);
        if (experiment.isEmpty()) {
            throw new IllegalArgumentException("an experiment needs a name");
        }
        if (arms.isEmpty() || arms.size() > ARMS_MAX) {
            throw new IllegalArgumentException(
                    "an experiment has 1 to %d arms, was %d".formatted(ARMS_MAX, arms.size()));
        }
        if (new HashSet<>(arms).size() < arms.size()) {
            throw new IllegalArgumentException("an arm is named twice in " + arms);
        }
    }

    /** Terms without covariate, of the first output, with the standard tolerance. */
    public static EvidenceTerms of(String experiment, List<VersionChoice> arms) {
        return new EvidenceTerms(
                experiment, arms, Optional.empty(), PredictionTerms.STANDARD, Tolerance.STANDARD);
    }
}

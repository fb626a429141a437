package io.inferry.experiment.evidence;

import io.inferry.api.model.VersionChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was seen of an experiment: immutable, mergeable, and written to bytes and read from
 * them, so that a restart goes on and replicas count together.
 *
 * @param arms the control first
 */
public record EvidenceSummary(String experiment, List<ArmSummary> arms) {
    public EvidenceSummary {
        arms = List.copyOf(arms);
    }

    /** Nothing was seen yet. */
    public static EvidenceSummary none(String experiment, List<VersionChoice> arms) {
        return new EvidenceSummary(experiment, arms.stream().map(ArmSummary::none).toList());
    }

    /** One arm's part; empty when the experiment does not have it. */
    public Optional<ArmSummary> arm(VersionChoice arm) {
        return arms.stream().filter(each -> each.arm().equals(arm)).findFirst();
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException for another experiment's, or other arms
     */
    public EvidenceSummary merge(EvidenceSummary other) {
        if (!experiment.equals(other.experiment) || arms.size() != other.arms.size()) {
            throw new IllegalArgumentException(
                    "only one experiment's evidence merges, was '%s' with %d arms and '%s' with %d"
                            .formatted(
                                    experiment, arms.size(), other.experiment, other.arms.size()));
        }
        List<ArmSummary> both = new ArrayList<>();
        for (int i = 0; i < arms.size(); i++) {
            both.add(arms.get(i).merge(other.arms.get(i)));
        }
        return new EvidenceSummary(experiment, both);
    }

    /** In this version's form, with a checksum. */
    public byte[] toBytes() {
        return SummaryForm.write(this);
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT that says what is wrong with the
     *     bytes
     */
    public static EvidenceSummary fromBytes(byte[] bytes) {
        return SummaryForm.read(bytes);
    }

    /** By name, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("experiment", experiment);
        view.put("arms", arms.stream().map(ArmSummary::view).toList());
        return view;
    }
}

package io.inferry.protocol.tfserving.config;

import io.inferry.api.ErrorCode;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.VersionState;
import io.inferry.api.management.VersionStatus;
import io.inferry.protocol.tfserving.wire.WireCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which models did not become available, and why, in upstream's words. */
final class Availability {
    private Availability() {}

    static boolean isAvailable(ModelStatus model) {
        return model.versions().stream()
                .anyMatch(version -> version.state() == VersionState.AVAILABLE);
    }

    static boolean hasFailed(ModelStatus model) {
        return !isAvailable(model)
                && model.versions().stream()
                        .anyMatch(version -> version.state() == VersionState.FAILED);
    }

    /**
     * The text; empty when all are available.
     *
     * @param noun what upstream calls them here: servable, or model
     */
    static Optional<String> complaint(Collection<ModelStatus> models, String noun) {
        List<String> complaints = new ArrayList<>();
        for (ModelStatus model : models) {
            if (!isAvailable(model)) {
                complaints.add(complaint(model));
            }
        }
        return complaints.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%d %s(s) did not become available: {%s}"
                                .formatted(complaints.size(), noun, String.join("", complaints)));
    }

    private static String complaint(ModelStatus model) {
        return newestFailure(model)
                .map(version ->
                        "{name: %s version: %d} due to error: %s: %s, "
                                .formatted(
                                        model.name(),
                                        version.version(),
                                        code(version),
                                        version.reason()))
                .orElseGet(() ->
                        "{name: %s} due to error: NOT_FOUND: %s, "
                                .formatted(model.name(), String.join("; ", model.notes())));
    }

    private static Optional<VersionStatus> newestFailure(ModelStatus model) {
        return model.versions().stream()
                .filter(version -> version.failure().isPresent())
                .findFirst();
    }

    private static String code(VersionStatus version) {
        return WireCode.of(version.failure().orElse(ErrorCode.INTERNAL)).name();
    }
}

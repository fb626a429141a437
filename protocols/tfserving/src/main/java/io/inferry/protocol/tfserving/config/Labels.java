package io.inferry.protocol.tfserving.config;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.management.VersionState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether labels may point where a new list of models says, by what is available now. */
final class Labels {
    private final Management management;
    private final boolean unavailableAllowed;

    /**
     * @param unavailableAllowed whether labels that are new may point to versions that are not
     *     available
     */
    Labels(Management management, boolean unavailableAllowed) {
        this.management = management;
        this.unavailableAllowed = unavailableAllowed;
    }

    /**
     * Checks all labels.
     *
     * @throws ServingException FAILED_PRECONDITION for the first that may not be
     */
    void check(Map<String, ModelDeclaration> models) {
        Map<String, ModelDeclaration> before = management.declared();
        models.forEach((name, model) -> {
            Map<String, Long> assigned = new HashMap<>();
            if (before.containsKey(name)) {
                assigned.putAll(before.get(name).settings().labels());
            }
            model.settings()
                    .labels()
                    .forEach((label, version) -> {
                        if (!isAvailable(name, version)
                                && !mayWait(version, Optional.ofNullable(assigned.get(label)))) {
                            throw refusal(name, version);
                        }
                    });
        });
    }

    /** A label that points elsewhere now would be taken from callers who use it. */
    private boolean mayWait(long version, Optional<Long> assigned) {
        return unavailableAllowed && assigned.orElse(version) == version;
    }

    private boolean isAvailable(String name, long version) {
        return management.model(name).stream()
                .flatMap(model -> model.versions().stream())
                .anyMatch(status ->
                        status.version() == version && status.state() == VersionState.AVAILABLE);
    }

    static ServingException refusal(String name, long version) {
        return ServingException.failedPrecondition(
                "Request to assign label to version %d of model %s, which is not currently available for inference"
                        .formatted(version, name));
    }
}

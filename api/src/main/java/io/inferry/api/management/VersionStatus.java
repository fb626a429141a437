package io.inferry.api.management;

import io.inferry.api.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * Where a version stands.
 *
 * @param failure set while the state is FAILED, or UNLOADED after a failure
 * @param history oldest first, the present state last; bounded
 */
public record VersionStatus(
        long version,
        VersionState state,
        String reason,
        Optional<ErrorCode> failure,
        List<StateChange> history) {
    public VersionStatus {
        history = List.copyOf(history);
    }
}

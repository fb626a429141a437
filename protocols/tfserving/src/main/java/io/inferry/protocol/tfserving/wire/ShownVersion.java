package io.inferry.protocol.tfserving.wire;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.VersionState;
import io.inferry.api.management.VersionStatus;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where a version stands, in upstream's words.
 *
 * @param state of ModelVersionStatus
 * @param code of the error, {@code OK} for none
 * @param message of the error, empty for none
 */
public record ShownVersion(long version, String state, String code, String message) {
    /**
     * All versions of a model, newest first, or the one asked for.
     *
     * @throws ServingException NOT_FOUND when the model, or the version, was never seen
     */
    public static List<ShownVersion> find(
            Management management, String name, OptionalLong version) {
        List<ShownVersion> wanted =
                management.model(name).map(ModelStatus::versions).orElse(List.of()).stream()
                        .filter(each -> version.isEmpty() || each.version() == version.getAsLong())
                        .map(ShownVersion::of)
                        .toList();
        if (wanted.isEmpty()) {
            throw ServingException.notFound(
                    version.isEmpty()
                            ? "Could not find any versions of model " + name
                            : "Could not find version "
                                    + version.getAsLong()
                                    + " of model "
                                    + name);
        }
        return wanted;
    }

    private static ShownVersion of(VersionStatus status) {
        return new ShownVersion(
                status.version(),
                stateName(status.state()),
                status.failure().map(code -> WireCode.of(code).name()).orElse("OK"),
                status.failure().map(code -> status.reason()).orElse(""));
    }

    private static String stateName(VersionState state) {
        return switch (state) {
            case NEW -> "START";
            case LOADING, WARMING -> "LOADING";
            case AVAILABLE -> "AVAILABLE";
            case DRAINING -> "UNLOADING";
            case UNLOADED, FAILED -> "END";
        };
    }
}

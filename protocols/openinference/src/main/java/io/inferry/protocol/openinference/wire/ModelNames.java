package io.inferry.protocol.openinference.wire;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;

/** Models as callers of this protocol name them, and what they are told when there is none. */
public final class ModelNames {
    private ModelNames() {}

    /**
     * A model by name and version.
     *
     * @param version only digits for a version's number, anything else for a label, empty for the
     *     latest
     * @throws ServingException INVALID_ARGUMENT for a number beyond any version
     */
    public static ModelRef ref(String name, String version) {
        if (name.isEmpty()) {
            throw ServingException.invalidArgument("the request names no model");
        }
        if (version.isEmpty()) {
            return ModelRef.latest(name);
        }
        if (!version.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return ModelRef.label(name, version);
        }
        try {
            return ModelRef.version(name, Long.parseLong(version));
        } catch (NumberFormatException e) {
            throw ServingException.invalidArgument(
                    "failed to get model version from specified version string '"
                            + version
                            + "' (max "
                            + Long.MAX_VALUE
                            + ")");
        }
    }

    /**
     * A failure to find a model, in the words that Triton's clients and tests match; other failures
     * as they are.
     */
    public static ServingException inOurWords(ServingException failure, ModelRef ref) {
        return switch (failure.code()) {
            case NOT_FOUND -> notFound(ref);
            case UNAVAILABLE ->
                    ServingException.unavailable(
                            "Request for unknown model: "
                                    + shown(ref)
                                    + " is not at ready state: "
                                    + failure.text());
            // A version segment that is no number and no label either.
            case INVALID_ARGUMENT ->
                    ref.version() instanceof VersionChoice.Label ? notFound(ref) : failure;
            case CONFLICT,
                    FAILED_PRECONDITION,
                    TOO_LARGE,
                    PERMISSION_DENIED,
                    CANCELLED,
                    RESOURCE_EXHAUSTED,
                    DEADLINE_EXCEEDED,
                    INVALID_MODEL,
                    UNIMPLEMENTED,
                    INTERNAL ->
                    failure;
        };
    }

    private static ServingException notFound(ModelRef ref) {
        return ServingException.notFound(
                "Request for unknown model: " + shown(ref) + " is not found");
    }

    private static String shown(ModelRef ref) {
        return switch (ref.version()) {
            case VersionChoice.Latest _ -> "'" + ref.name() + "'";
            case VersionChoice.Exact exact -> "'" + ref.name() + "' version " + exact.version();
            case VersionChoice.Label label -> "'" + ref.name() + "' label '" + label.label() + "'";
        };
    }
}

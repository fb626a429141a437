package io.inferry.protocol.tfserving;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;

/** Upstream's view of what cannot be served. */
final class Servables {
    private Servables() {}

    /**
     * Upstream does not tell a version that is loading or failed from one that it never heard of:
     * clients and readiness probes wait for this text to go away.
     */
    static ServingException notFound(ServingException failure, ModelRef model) {
        if (failure.code() != ErrorCode.UNAVAILABLE) {
            return failure;
        }
        return ServingException.notFound(
                "Servable not found for request: "
                        + switch (model.version()) {
                            case VersionChoice.Exact exact ->
                                    "Specific(" + model.name() + ", " + exact.version() + ")";
                            case VersionChoice.Latest latest -> "Latest(" + model.name() + ")";
                            case VersionChoice.Label label -> "Latest(" + model.name() + ")";
                        });
    }
}

package io.inferry.protocol.tfserving.wire;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Inference;
import io.inferry.api.management.Management;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;

/**
 * Finds versions as upstream does, which does not tell one that is loading or failed from one that
 * it never heard of: clients and readiness probes wait for that text to go away.
 */
public final class Servables {
    private final Inference inference;
    private final Management management;

    /** Finds them in these. */
    public Servables(Inference inference, Management management) {
        this.inference = inference;
        this.management = management;
    }

    /**
     * The version's description.
     *
     * @throws ServingException NOT_FOUND when it does not answer now
     */
    public ModelDescription describe(ModelRef model) {
        try {
            return management.describe(model);
        } catch (ServingException e) {
            throw e.code() == ErrorCode.UNAVAILABLE ? notFound(model) : e;
        }
    }

    /**
     * A call that holds the version.
     *
     * @throws ServingException NOT_FOUND when it does not answer now, UNAVAILABLE when it does but
     *     the server is stopping
     */
    public Call open(ModelRef model, Exchange exchange) {
        try {
            return inference.open(model, exchange);
        } catch (ServingException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                describe(model);
            }
            throw e;
        }
    }

    private static ServingException notFound(ModelRef model) {
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

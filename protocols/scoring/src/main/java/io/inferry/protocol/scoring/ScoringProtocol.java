package io.inferry.protocol.scoring;

import io.inferry.api.ErrorCode;
import io.inferry.transport.Endpoint;
import io.inferry.transport.Protocol;
import io.inferry.transport.ProtocolContext;
import java.util.List;

/**
 * KServe v1, MLflow scoring and SageMaker, beside Open Inference Protocol's REST routes: one port
 * for all of them.
 */
public final class ScoringProtocol implements Protocol {
    /** The listener, as Open Inference Protocol names it. */
    public static final String LISTENER = "openinference_rest";

    private static final int STANDARD_PORT = 8080;

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public int httpStatus(ErrorCode code) {
        return Errors.status(code);
    }

    @Override
    public List<Endpoint> endpoints(ProtocolContext context) {
        ScoringOptions options = ScoringOptions.of(context.options());
        return List.of(
                new Endpoint.Http(LISTENER, STANDARD_PORT, new ScoringHandler(context, options)));
    }
}

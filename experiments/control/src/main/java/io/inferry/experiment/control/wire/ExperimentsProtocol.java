package io.inferry.experiment.control.wire;

import io.inferry.api.ErrorCode;
import io.inferry.experiment.control.Experiments;
import io.inferry.transport.Endpoint;
import io.inferry.transport.Protocol;
import io.inferry.transport.ProtocolContext;
import java.util.List;
import java.util.Optional;

/**
 * Experiments over HTTP on the listener {@code admin}; feedback there and beside the REST
 * protocols, where those who were answered can reach it. A server without experiments is offered
 * nothing.
 */
public final class ExperimentsProtocol implements Protocol {
    /** As the protocols name them whose listeners these are, with their ports. */
    private static final String ADMIN_LISTENER = "admin";

    private static final int ADMIN_PORT = 8090;
    private static final String TENSORFLOW_LISTENER = "tensorflow_rest";
    private static final int TENSORFLOW_PORT = 8501;
    private static final String OPEN_INFERENCE_LISTENER = "openinference_rest";
    private static final int OPEN_INFERENCE_PORT = 8080;

    @Override
    public String name() {
        return "experiments";
    }

    @Override
    public int httpStatus(ErrorCode code) {
        return Errors.status(code);
    }

    @Override
    public List<Endpoint> endpoints(ProtocolContext context) {
        if (!context.options().isEmpty()) {
            throw new IllegalArgumentException(
                    "protocols.experiments has no options, but got "
                            + context.options().keySet().stream().sorted().toList());
        }
        Optional<Experiments> experiments = context.observer(Experiments.class);
        return experiments.map(ExperimentsProtocol::endpoints).orElse(List.of());
    }

    private static List<Endpoint> endpoints(Experiments experiments) {
        Routes routes = new Routes(experiments);
        WireHandler feedback = new WireHandler(routes.ofCallers());
        return List.of(
                new Endpoint.Http(
                        ADMIN_LISTENER, ADMIN_PORT, new WireHandler(routes.ofOperators())),
                new Endpoint.Http(TENSORFLOW_LISTENER, TENSORFLOW_PORT, feedback),
                new Endpoint.Http(OPEN_INFERENCE_LISTENER, OPEN_INFERENCE_PORT, feedback));
    }
}

package io.inferry.protocol.openinference;

import io.inferry.api.ErrorCode;
import io.inferry.protocol.openinference.grpc.GrpcService;
import io.inferry.protocol.openinference.rest.RestHandler;
import io.inferry.protocol.openinference.wire.ServerSettings;
import io.inferry.transport.Endpoint;
import io.inferry.transport.Protocol;
import io.inferry.transport.ProtocolContext;
import java.util.List;

/** The Open Inference Protocol v2: REST where Triton's clients look for it, and gRPC. */
public final class OpenInferenceProtocol implements Protocol {
    /** The listener of the REST routes. */
    public static final String REST_LISTENER = "openinference_rest";

    /** The listener of the gRPC methods. */
    public static final String GRPC_LISTENER = "openinference_grpc";

    private static final int REST_PORT = 8080;
    private static final int GRPC_PORT = 9000;

    @Override
    public String name() {
        return "openinference";
    }

    @Override
    public int httpStatus(ErrorCode code) {
        return RestHandler.status(code);
    }

    @Override
    public List<Endpoint> endpoints(ProtocolContext context) {
        ServerSettings settings = ServerSettings.of(context.options());
        return List.of(
                new Endpoint.Http(REST_LISTENER, REST_PORT, RestHandler.of(context, settings)),
                new Endpoint.Grpc(
                        GRPC_LISTENER, GRPC_PORT, GrpcService.methods(context, settings)));
    }
}

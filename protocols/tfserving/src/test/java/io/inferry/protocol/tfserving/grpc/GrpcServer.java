package io.inferry.protocol.tfserving.grpc;

import io.inferry.contracts.ProtocolServer;
import io.inferry.core.Serving;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.transport.listen.ListenLimits;
import java.nio.file.Path;
import java.util.Map;

/** A real server with this protocol, and a client that asks it. */
final class GrpcServer implements AutoCloseable {
    private final ProtocolServer server;
    private final GrpcCaller caller;

    GrpcServer(Path models, Map<String, String> options) {
        this(models, options, ListenLimits.STANDARD);
    }

    GrpcServer(Path models, Map<String, String> options, ListenLimits limits) {
        server = ProtocolServer.start(models, new TensorFlowServing(), limits, options);
        caller = new GrpcCaller(server.port(TensorFlowServing.GRPC_LISTENER));
    }

    /** Before models that are loaded already; closes them too. */
    GrpcServer(Serving serving) {
        server =
                ProtocolServer.start(
                        serving, new TensorFlowServing(), ListenLimits.STANDARD, Map.of());
        caller = new GrpcCaller(server.port(TensorFlowServing.GRPC_LISTENER));
    }

    ProtocolServer behind() {
        return server;
    }

    GrpcCaller caller() {
        return caller;
    }

    @Override
    public void close() {
        caller.close();
        server.close();
    }
}

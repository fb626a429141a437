package io.inferry.transport;

import io.inferry.transport.grpc.GrpcMethod;
import io.inferry.transport.http.HttpHandler;
import java.util.List;

/**
 * One thing that a protocol serves. The configuration decides on which listener; endpoints of the
 * same kind may share one, asked in turn. The listener's standard name and port say where it is by
 * default.
 */
public sealed interface Endpoint {
    /** The listener, as configuration names it. */
    String listener();

    /** Where peers listen, and so do we unless told otherwise. */
    int standardPort();

    /** Routes over HTTP/1.1 and HTTP/2. */
    record Http(String listener, int standardPort, HttpHandler handler) implements Endpoint {}

    /**
     * Methods over gRPC.
     *
     * @param healthNames what gRPC's own health service ({@code grpc.health.v1.Health}) tells to be
     *     serving, beside the empty name, until the listener stops; none for no such service
     */
    record Grpc(
            String listener,
            int standardPort,
            List<GrpcMethod<?, ?>> methods,
            List<String> healthNames)
            implements Endpoint {
        public Grpc {
            methods = List.copyOf(methods);
            healthNames = List.copyOf(healthNames);
        }

        /** Methods without the health service. */
        public Grpc(String listener, int standardPort, List<GrpcMethod<?, ?>> methods) {
            this(listener, standardPort, methods, List.of());
        }
    }
}

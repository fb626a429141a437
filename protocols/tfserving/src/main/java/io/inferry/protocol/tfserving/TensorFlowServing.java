package io.inferry.protocol.tfserving;

import io.inferry.api.ErrorCode;
import io.inferry.protocol.tfserving.examples.ExampleService;
import io.inferry.protocol.tfserving.examples.Heads;
import io.inferry.protocol.tfserving.grpc.GrpcService;
import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.protocol.tfserving.records.RequestLog;
import io.inferry.protocol.tfserving.rest.RestHandler;
import io.inferry.protocol.tfserving.wire.Options;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.protocol.tfserving.wire.WireCode;
import io.inferry.transport.Endpoint;
import io.inferry.transport.Protocol;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.grpc.GrpcMethod;
import java.util.ArrayList;
import java.util.List;

/** TensorFlow Serving: PredictionService and ModelService over gRPC, and its REST API. */
public final class TensorFlowServing implements Protocol {
    /** The listener of the REST routes. */
    public static final String REST_LISTENER = "tensorflow_rest";

    /** The listener of the gRPC methods. */
    public static final String GRPC_LISTENER = "tensorflow_grpc";

    /** Upstream's, which for once leave the package out. */
    private static final List<String> HEALTH_NAMES = List.of("ModelService", "PredictionService");

    private static final int REST_PORT = 8501;
    private static final int GRPC_PORT = 8500;

    @Override
    public String name() {
        return "tfserving";
    }

    @Override
    public int httpStatus(ErrorCode code) {
        return WireCode.of(code).httpStatus();
    }

    @Override
    public List<Endpoint> endpoints(ProtocolContext context) {
        Options options = Options.parse(context.options());
        RequestCounts counts = new RequestCounts();
        RequestLog log = new RequestLog(counts);
        return List.of(
                new Endpoint.Http(
                        REST_LISTENER, REST_PORT, new RestHandler(context, options, counts, log)),
                new Endpoint.Grpc(
                        GRPC_LISTENER,
                        GRPC_PORT,
                        methods(context, options, counts, log),
                        options.grpcHealth() ? HEALTH_NAMES : List.of()));
    }

    private static List<GrpcMethod<?, ?>> methods(
            ProtocolContext context, Options options, RequestCounts counts, RequestLog log) {
        List<GrpcMethod<?, ?>> methods =
                new ArrayList<>(GrpcService.methods(context, options, counts, log));
        methods.add(GrpcService.reload(new FirstReload(context), counts));
        methods.addAll(
                ExampleService.methods(
                        new Servables(context.inference(), context.management()),
                        new Heads(options.methodNameChecked(), context.inference().memory()),
                        counts,
                        log));
        return methods;
    }
}

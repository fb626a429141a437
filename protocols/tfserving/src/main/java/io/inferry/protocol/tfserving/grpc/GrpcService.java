package io.inferry.protocol.tfserving.grpc;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.protocol.tfserving.proto.GetModelMetadataRequest;
import io.inferry.protocol.tfserving.proto.GetModelStatusRequest;
import io.inferry.protocol.tfserving.proto.ReloadConfigRequest;
import io.inferry.protocol.tfserving.proto.ReloadConfigResponse;
import io.inferry.protocol.tfserving.records.RequestLog;
import io.inferry.protocol.tfserving.wire.MessageCodec;
import io.inferry.protocol.tfserving.wire.Options;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.grpc.GrpcMethod;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The methods of PredictionService and ModelService that this package answers. */
public final class GrpcService {
    /** As metrics name it. */
    public static final String PROTOCOL = "tfserving_grpc";

    /** Questions to models. */
    public static final String PREDICTION_SERVICE = "tensorflow.serving.PredictionService";

    /** Questions about models. */
    public static final String MODEL_SERVICE = "tensorflow.serving.ModelService";

    private GrpcService() {}

    /**
     * The methods.
     *
     * @param counts is told of every Predict
     * @param log is shown every Predict
     */
    public static List<GrpcMethod<?, ?>> methods(
            ProtocolContext context, Options options, RequestCounts counts, RequestLog log) {
        Servables servables = new Servables(context.inference(), context.management());
        ModelMetadata metadata = new ModelMetadata(servables);
        ModelStates states = new ModelStates(context.management());
        return List.of(
                new GrpcMethod<>(
                        PREDICTION_SERVICE,
                        "Predict",
                        new PredictCodec(context.inference().memory(), options.answers()),
                        new PredictMethod(servables, counts, log)),
                simple(
                        PREDICTION_SERVICE + "/GetModelMetadata",
                        GetModelMetadataRequest::parser,
                        metadata::answer),
                simple(
                        MODEL_SERVICE + "/GetModelStatus",
                        GetModelStatusRequest::parser,
                        states::answer));
    }

    /**
     * The method that changes the list of models.
     *
     * @param counts whose counters callers may ask for
     */
    public static GrpcMethod<?, ?> reload(Reload reload, RequestCounts counts) {
        return new GrpcMethod<>(
                MODEL_SERVICE,
                "HandleReloadConfigRequest",
                new MessageCodec<ReloadConfigRequest, ReloadConfigResponse>(
                        ReloadConfigRequest::parser),
                new ReloadMethod(reload, counts));
    }

    private static <Q extends MessageLite, A extends MessageLite> GrpcMethod<Q, A> simple(
            String fullName, Supplier<Parser<Q>> parser, Function<Q, A> act) {
        int slash = fullName.indexOf('/');
        return new GrpcMethod<>(
                fullName.substring(0, slash),
                fullName.substring(slash + 1),
                new MessageCodec<>(parser),
                (request, call) -> call.answer(act.apply(request)));
    }
}

package io.inferry.protocol.tfserving.grpc;

import io.grpc.Channel;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.contracts.GrpcTrafficContract;
import io.inferry.contracts.RoutedQuestion;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictRequest;
import io.inferry.protocol.tfserving.proto.PredictionServiceGrpc;
import io.inferry.transport.Protocol;
import java.util.Set;

class GrpcTrafficTest extends GrpcTrafficContract {
    @Override
    protected Protocol protocol() {
        return new TensorFlowServing();
    }

    @Override
    protected String listener() {
        return TensorFlowServing.GRPC_LISTENER;
    }

    @Override
    protected Set<Source> sources() {
        return Set.of(Source.HEADER, Source.INPUT, Source.CALLER);
    }

    @Override
    protected double call(Channel channel, RoutedQuestion question) {
        String name = question.model().name();
        ModelSpec.Builder spec =
                switch (question.model().version()) {
                    case VersionChoice.Latest _ -> ModelSpec.newBuilder().setName(name);
                    case VersionChoice.Exact exact -> GrpcCaller.version(name, exact.version());
                    case VersionChoice.Label label ->
                            ModelSpec.newBuilder().setName(name).setVersionLabel(label.label());
                };
        PredictRequest request =
                PredictRequest.newBuilder()
                        .setModelSpec(spec)
                        .putInputs(question.input(), GrpcCaller.floats(question.x()))
                        .build();
        return PredictionServiceGrpc.newBlockingStub(channel)
                .predict(request)
                .getOutputsOrThrow("y")
                .getFloatVal(0);
    }
}

package io.inferry.protocol.tfserving.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.contracts.ProtocolContract;
import io.inferry.contracts.ProtocolOutcome;
import io.inferry.contracts.ProtocolQuestion;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictRequest;
import io.inferry.protocol.tfserving.proto.PredictResponse;
import io.inferry.protocol.tfserving.proto.TensorProto;
import io.inferry.transport.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every protocol keeps. */
class GrpcContractTest extends ProtocolContract {
    private final Map<Integer, GrpcCaller> callers = new HashMap<>();

    @Override
    protected Protocol protocol() {
        return new TensorFlowServing();
    }

    @Override
    protected String listener() {
        return TensorFlowServing.GRPC_LISTENER;
    }

    @Override
    protected ProtocolOutcome ask(ProtocolQuestion question) {
        PredictRequest.Builder request =
                PredictRequest.newBuilder().setModelSpec(spec(question.model()));
        question.inputs()
                .forEach((alias, value) -> request.putInputs(alias, GrpcCaller.tensor(value)));
        try {
            return new ProtocolOutcome.Answered(floats(caller().predict(request)));
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode())
                    .isIn(Status.Code.INVALID_ARGUMENT, Status.Code.NOT_FOUND);
            return new ProtocolOutcome.Refused(String.valueOf(e.getStatus().getDescription()));
        }
    }

    @Test
    void messageOverTheLimitIsRefused() {
        TensorProto.Builder tooLarge =
                GrpcCaller.tensor(1, 1, 64)
                        .setTensorContent(ByteString.copyFrom(new byte[BODY_BYTES_MAX]));

        assertThat(caller().refused(GrpcCaller.to(MODEL).putInputs("x", tooLarge.build())))
                .startsWith("RESOURCE_EXHAUSTED: ");
    }

    @Override
    protected void closeCallers() {
        callers.values().forEach(GrpcCaller::close);
    }

    private synchronized GrpcCaller caller() {
        return callers.computeIfAbsent(port(), GrpcCaller::new);
    }

    private static ModelSpec.Builder spec(ModelRef model) {
        return switch (model.version()) {
            case VersionChoice.Latest _ -> ModelSpec.newBuilder().setName(model.name());
            case VersionChoice.Exact exact -> GrpcCaller.version(model.name(), exact.version());
            case VersionChoice.Label label ->
                    ModelSpec.newBuilder().setName(model.name()).setVersionLabel(label.label());
        };
    }

    private static Map<String, List<Double>> floats(PredictResponse response) {
        Map<String, List<Double>> outputs = new HashMap<>();
        response.getOutputsMap()
                .forEach((alias, tensor) ->
                        outputs.put(
                                alias,
                                tensor.getFloatValList().stream()
                                        .map(Float::doubleValue)
                                        .toList()));
        return outputs;
    }
}

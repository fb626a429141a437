package io.inferry.protocol.openinference.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import inference.OpenInference.ModelInferRequest;
import inference.OpenInference.ModelInferResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.GoldenValue;
import io.inferry.contracts.ProtocolContract;
import io.inferry.contracts.ProtocolOutcome;
import io.inferry.contracts.ProtocolQuestion;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.protocol.openinference.wire.Datatype;
import io.inferry.protocol.openinference.wire.RawOutput;
import io.inferry.transport.Protocol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrpcContractTest extends ProtocolContract {
    private final Map<Integer, GrpcCaller> callers = new HashMap<>();

    @Override
    protected Protocol protocol() {
        return new OpenInferenceProtocol();
    }

    @Override
    protected String listener() {
        return OpenInferenceProtocol.GRPC_LISTENER;
    }

    @Override
    protected ProtocolOutcome ask(ProtocolQuestion question) {
        ModelInferRequest.Builder request =
                GrpcCaller.to(question.model().name()).setModelVersion(version(question.model()));
        question.inputs().forEach((name, value) -> add(request, name, value));
        try {
            return new ProtocolOutcome.Answered(floats(caller().infer(request)));
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode())
                    .isIn(Status.Code.INVALID_ARGUMENT, Status.Code.NOT_FOUND);
            return new ProtocolOutcome.Refused(String.valueOf(e.getStatus().getDescription()));
        }
    }

    @Test
    void messageOverTheLimitIsRefused() {
        Status status =
                caller().refused(
                                GrpcCaller.to(MODEL)
                                        .addInputs(GrpcCaller.input("x", "FP32", 1, 64))
                                        .addRawInputContents(
                                                ByteString.copyFrom(new byte[BODY_BYTES_MAX])));

        assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Override
    protected void closeCallers() {
        callers.values().forEach(GrpcCaller::close);
    }

    private synchronized GrpcCaller caller() {
        return callers.computeIfAbsent(port(), GrpcCaller::new);
    }

    private static String version(ModelRef model) {
        return switch (model.version()) {
            case VersionChoice.Latest _ -> "";
            case VersionChoice.Exact exact -> Long.toString(exact.version());
            case VersionChoice.Label label -> label.label();
        };
    }

    private static void add(ModelInferRequest.Builder request, String name, GoldenValue value) {
        request.addInputs(
                GrpcCaller.input(name, Datatype.name(value.dataType()), value.shape().toArray()));
        try (Tensor tensor = value.tensor(TensorMemory.unpooled())) {
            request.addRawInputContents(ByteString.copyFrom(RawOutput.view(tensor)));
        }
    }

    private static Map<String, List<Double>> floats(ModelInferResponse response) {
        Map<String, List<Double>> outputs = new HashMap<>();
        for (int i = 0; i < response.getOutputsCount(); i++) {
            ByteBuffer raw =
                    response.getRawOutputContents(i)
                            .asReadOnlyByteBuffer()
                            .order(ByteOrder.LITTLE_ENDIAN);
            List<Double> elements = new ArrayList<>();
            while (raw.remaining() >= Float.BYTES) {
                elements.add((double) raw.getFloat());
            }
            outputs.put(response.getOutputs(i).getName(), elements);
        }
        return outputs;
    }
}

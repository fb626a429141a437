package io.inferry.protocol.openinference.grpc;

import com.google.protobuf.ByteString;
import inference.GRPCInferenceServiceGrpc;
import inference.OpenInference.InferParameter;
import io.grpc.Channel;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.contracts.GrpcTrafficContract;
import io.inferry.contracts.RoutedQuestion;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.transport.Protocol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

class GrpcTrafficTest extends GrpcTrafficContract {
    @Override
    protected Protocol protocol() {
        return new OpenInferenceProtocol();
    }

    @Override
    protected String listener() {
        return OpenInferenceProtocol.GRPC_LISTENER;
    }

    @Override
    protected Set<Source> sources() {
        return Set.of(Source.HEADER, Source.PARAMETER, Source.INPUT, Source.CALLER);
    }

    @Override
    protected double call(Channel channel, RoutedQuestion question) {
        var request =
                GrpcCaller.to(question.model().name())
                        .setModelVersion(
                                switch (question.model().version()) {
                                    case VersionChoice.Latest _ -> "";
                                    case VersionChoice.Exact exact ->
                                            Long.toString(exact.version());
                                    case VersionChoice.Label label -> label.label();
                                })
                        .addInputs(GrpcCaller.input(question.input(), "FP32", 1))
                        .addRawInputContents(ByteString.copyFrom(bytes(question.x())));
        question.parameters()
                .forEach((name, value) -> request.putParameters(name, parameter(value)));
        return GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .modelInfer(request.build())
                .getRawOutputContents(0)
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .getFloat();
    }

    private static byte[] bytes(float x) {
        return ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(x).array();
    }

    private static InferParameter parameter(Object value) {
        InferParameter.Builder parameter = InferParameter.newBuilder();
        return switch (value) {
            case Boolean flag -> parameter.setBoolParam(flag).build();
            case Long whole -> parameter.setInt64Param(whole).build();
            case Double real -> parameter.setDoubleParam(real).build();
            default -> parameter.setStringParam(value.toString()).build();
        };
    }
}

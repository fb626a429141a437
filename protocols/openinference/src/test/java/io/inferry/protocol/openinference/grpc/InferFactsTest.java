package io.inferry.protocol.openinference.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import inference.OpenInference.InferParameter;
import inference.OpenInference.InferTensorContents;
import inference.OpenInference.ModelInferRequest;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.openinference.wire.ParameterText;
import io.inferry.transport.protobuf.ProtoReader;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class InferFactsTest {
    private static InferMessage message(ModelInferRequest.Builder request) {
        byte[] bytes = request.build().toByteArray();
        try (var decoder = new InferMessageDecoder(TensorMemory.unpooled())) {
            return decoder.decode(ProtoReader.of(List.of(ByteBuffer.wrap(bytes)), bytes.length));
        }
    }

    @Test
    void typedContentsAreInputsToo() {
        try (InferMessage message =
                message(
                        GrpcCaller.to("m")
                                .addInputs(
                                        GrpcCaller.input("user", "INT64", 2)
                                                .setContents(
                                                        InferTensorContents.newBuilder()
                                                                .addInt64Contents(42)
                                                                .addInt64Contents(43))))) {
            assertThat(InferFacts.input(message, "user")).contains("42");
            assertThat(InferFacts.input(message, "other")).isEmpty();
        }
    }

    @Test
    void unsignedParametersAreTexts() {
        try (InferMessage message =
                message(
                        GrpcCaller.to("m")
                                .putParameters(
                                        "a",
                                        InferParameter.newBuilder().setUint64Param(7).build()))) {
            assertThat(ParameterText.of(message.parameters(), "a")).contains("7");
        }
    }

    @Test
    void inputsThatCannotBeReadSayNothing() {
        try (InferMessage message =
                message(
                        GrpcCaller.to("m")
                                .addInputs(
                                        GrpcCaller.input("user", "INT64", 1)
                                                .setContents(
                                                        InferTensorContents.newBuilder()
                                                                .addInt64Contents(42)))
                                .addInputs(GrpcCaller.input("broken", "INT64", 3)))) {
            assertThat(message.mistake()).isPresent();
            assertThat(InferFacts.input(message, "user")).isEmpty();
        }
    }
}

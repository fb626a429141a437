package io.inferry.protocol.openinference.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inference.OpenInference.ModelMetadataRequest;
import inference.OpenInference.ModelMetadataResponse;
import inference.OpenInference.ModelReadyRequest;
import inference.OpenInference.ServerLiveRequest;
import inference.OpenInference.ServerMetadataRequest;
import inference.OpenInference.ServerMetadataResponse;
import inference.OpenInference.ServerReadyRequest;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.transport.listen.ListenLimits;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcMetadataTest {
    @Test
    void serverAndModelSayWhatTheyAre(@TempDir Path models) {
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 3);
        try (ProtocolServer server =
                        ProtocolServer.start(
                                models,
                                new OpenInferenceProtocol(),
                                ListenLimits.STANDARD,
                                Map.of("server_name", "triton"));
                GrpcCaller caller =
                        new GrpcCaller(server.port(OpenInferenceProtocol.GRPC_LISTENER))) {
            var stub = caller.stub();

            assertThat(stub.serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
            assertThat(stub.serverReady(ServerReadyRequest.getDefaultInstance()).getReady())
                    .isTrue();
            assertThat(stub.modelReady(ready("digits", "3")).getReady()).isTrue();
            assertThat(stub.modelReady(ready("digits", "4")).getReady()).isFalse();
            assertThat(stub.modelReady(ready("nobody", "")).getReady()).isFalse();

            ServerMetadataResponse about =
                    stub.serverMetadata(ServerMetadataRequest.getDefaultInstance());
            assertThat(about.getName()).isEqualTo("triton");
            assertThat(about.getExtensionsList()).contains("binary_tensor_data");

            ModelMetadataResponse model =
                    stub.modelMetadata(ModelMetadataRequest.newBuilder().setName("digits").build());
            assertThat(model.getVersionsList()).containsExactly("3");
            assertThat(model.getPlatform()).isEqualTo("onnxruntime_onnx");
            assertThat(model.getInputs(0).getName()).isEqualTo("x");
            assertThat(model.getInputs(0).getDatatype()).isEqualTo("FP32");
            assertThat(model.getInputs(0).getShapeList()).containsExactly(-1L, 64L);
            assertThat(model.getUnknownFields().asMap()).isEmpty();
            assertThatThrownBy(() ->
                            stub.modelMetadata(
                                    ModelMetadataRequest.newBuilder().setName("nobody").build()))
                    .hasMessageContaining("Request for unknown model: 'nobody' is not found");
        }
    }

    private static ModelReadyRequest ready(String name, String version) {
        return ModelReadyRequest.newBuilder().setName(name).setVersion(version).build();
    }
}

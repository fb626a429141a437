package io.inferry.protocol.tfserving.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.inferry.contracts.Waiting;
import io.inferry.protocol.tfserving.proto.Code;
import io.inferry.protocol.tfserving.proto.DataType;
import io.inferry.protocol.tfserving.proto.GetModelMetadataRequest;
import io.inferry.protocol.tfserving.proto.GetModelMetadataResponse;
import io.inferry.protocol.tfserving.proto.GetModelStatusRequest;
import io.inferry.protocol.tfserving.proto.GetModelStatusResponse;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.ModelVersionStatus;
import io.inferry.protocol.tfserving.proto.SignatureDef;
import io.inferry.protocol.tfserving.proto.SignatureDefMap;
import io.inferry.protocol.tfserving.proto.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GetModelMetadata and GetModelStatus over a real server. */
class ModelQuestionsTest {
    @TempDir private static Path models;
    private static GrpcServer server;

    @BeforeAll
    static void start() throws IOException {
        TestModels.halfPlusTwo(models, "half", 123);
        Path broken = models.resolve("broken/5/model.onnx");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "no model at all");
        server = new GrpcServer(models, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void metadataHasTheSignaturesAndAnEmptySignatureName() throws InvalidProtocolBufferException {
        GetModelMetadataResponse response = metadata(ModelSpec.newBuilder().setName("half"));

        assertThat(response.getModelSpec()).isEqualTo(GrpcCaller.version("half", 123).build());
        assertThat(response.getMetadataMap()).containsOnlyKeys("signature_def");
        assertThat(response.getMetadataOrThrow("signature_def").getTypeUrl())
                .isEqualTo("type.googleapis.com/tensorflow.serving.SignatureDefMap");
        SignatureDef signature =
                response.getMetadataOrThrow("signature_def")
                        .unpack(SignatureDefMap.class)
                        .getSignatureDefOrThrow("serving_default");
        assertThat(signature.getMethodName()).isEqualTo("tensorflow/serving/predict");
        TensorInfo x = signature.getInputsOrThrow("x");
        assertThat(x.getDtype()).isEqualTo(DataType.DT_FLOAT);
        assertThat(x.getName()).isEqualTo("x");
        assertThat(x.getTensorShape().getDim(0).getSize()).isEqualTo(-1);
        assertThat(x.getTensorShape().getDim(0).getName()).isEqualTo("n");
        assertThat(signature.getOutputsMap()).containsOnlyKeys("y");
    }

    @Test
    void metadataMistakesHaveUpstreamsTexts() {
        assertThat(GrpcCaller.refused(() -> ask(GetModelMetadataRequest.newBuilder())))
                .isEqualTo("INVALID_ARGUMENT: Missing ModelSpec");
        ModelSpec.Builder nobody = ModelSpec.newBuilder().setName("nobody");
        assertThat(
                        GrpcCaller.refused(() ->
                                ask(GetModelMetadataRequest.newBuilder().setModelSpec(nobody))))
                .isEqualTo(
                        "INVALID_ARGUMENT: GetModelMetadataRequest must specify at least one"
                                + " metadata_field");
        assertThat(
                        GrpcCaller.refused(() ->
                                ask(
                                        GetModelMetadataRequest.newBuilder()
                                                .setModelSpec(nobody)
                                                .addMetadataField("f"))))
                .isEqualTo("INVALID_ARGUMENT: Metadata field f is not supported");
        assertThat(GrpcCaller.refused(() -> metadata(nobody)))
                .isEqualTo("NOT_FOUND: Servable not found for request: Latest(nobody)");
        assertThat(GrpcCaller.refused(() -> metadata(ModelSpec.newBuilder())))
                .isEqualTo("INVALID_ARGUMENT: ModelSpec has no name specified.");
        assertThat(GrpcCaller.refused(() -> metadata(GrpcCaller.version("half", 9))))
                .isEqualTo("NOT_FOUND: Servable not found for request: Specific(half, 9)");
    }

    @Test
    void statusTellsOfOneVersionOrAll() {
        for (ModelSpec.Builder spec :
                new ModelSpec.Builder[] {
                    ModelSpec.newBuilder().setName("half"),
                    GrpcCaller.version("half", 123),
                    ModelSpec.newBuilder().setName("half").setVersionLabel("none")
                }) {
            ModelVersionStatus only = status(spec).getModelVersionStatus(0);
            assertThat(only.getVersion()).isEqualTo(123);
            assertThat(only.getState()).isEqualTo(ModelVersionStatus.State.AVAILABLE);
            assertThat(only.getStatus().getErrorCode()).isEqualTo(Code.OK);
            assertThat(only.getStatus().getErrorMessage()).isEmpty();
        }
    }

    @Test
    void statusTellsWhyAVersionFailed() {
        ModelSpec.Builder broken = ModelSpec.newBuilder().setName("broken");
        Waiting.STANDARD.until(
                "the broken model given up",
                () ->
                        status(broken).getModelVersionStatus(0).getState()
                                == ModelVersionStatus.State.END);
        ModelVersionStatus failed = status(broken).getModelVersionStatus(0);
        assertThat(failed.getStatus().getErrorCode()).isEqualTo(Code.INTERNAL);
        assertThat(failed.getStatus().getErrorMessage()).isNotEmpty();
    }

    @Test
    void statusMistakesHaveUpstreamsTexts() {
        assertThat(
                        GrpcCaller.refused(() ->
                                server.caller()
                                        .models()
                                        .getModelStatus(
                                                GetModelStatusRequest.getDefaultInstance())))
                .isEqualTo("INVALID_ARGUMENT: Missing ModelSpec");
        assertThat(GrpcCaller.refused(() -> status(ModelSpec.newBuilder().setName("foo"))))
                .isEqualTo("NOT_FOUND: Could not find any versions of model foo");
        assertThat(GrpcCaller.refused(() -> status(GrpcCaller.version("half", 9))))
                .isEqualTo("NOT_FOUND: Could not find version 9 of model half");
        assertThat(GrpcCaller.refused(() -> status(GrpcCaller.version("foo", 9))))
                .isEqualTo("NOT_FOUND: Could not find version 9 of model foo");
    }

    private static GetModelMetadataResponse metadata(ModelSpec.Builder spec) {
        return ask(
                GetModelMetadataRequest.newBuilder()
                        .setModelSpec(spec)
                        .addMetadataField("signature_def"));
    }

    private static GetModelMetadataResponse ask(GetModelMetadataRequest.Builder request) {
        return server.caller().predictions().getModelMetadata(request.build());
    }

    private static GetModelStatusResponse status(ModelSpec.Builder spec) {
        return server.caller()
                .models()
                .getModelStatus(GetModelStatusRequest.newBuilder().setModelSpec(spec).build());
    }
}

package io.inferry.protocol.tfserving.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.management.VersionState;
import io.inferry.contracts.Waiting;
import io.inferry.core.Serving;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.protocol.tfserving.proto.Code;
import io.inferry.protocol.tfserving.proto.ModelConfig;
import io.inferry.protocol.tfserving.proto.ModelConfigList;
import io.inferry.protocol.tfserving.proto.ModelServerConfig;
import io.inferry.protocol.tfserving.proto.ReloadConfigRequest;
import io.inferry.protocol.tfserving.proto.ReloadConfigResponse;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.listen.ListenSettings;
import io.inferry.transport.listen.Listeners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HandleReloadConfigRequest with a real server behind it. */
class ReloadOverGrpcTest {
    @TempDir private Path models;
    private Serving serving;
    private Listeners listeners;
    private GrpcCaller caller;

    @BeforeEach
    void start() {
        TestModels.halfPlusTwo(models, "half", 1);
        TestModels.halfPlusTwo(models, "other", 4);
        serving = Serving.builder().declared(Map.of()).start();
        listeners =
                Listeners.open(
                        ListenSettings.onFreePorts(),
                        new TensorFlowServing()
                                .endpoints(
                                        new ProtocolContext(
                                                serving.inference(),
                                                serving.management(),
                                                List.of(),
                                                Map.of())));
        caller = new GrpcCaller(listeners.port(TensorFlowServing.GRPC_LISTENER));
    }

    @AfterEach
    void stop() {
        caller.close();
        listeners.close();
        serving.close();
    }

    @Test
    void newModelsAnswerWhenTheCallReturns() {
        assertThat(reload("half").getStatus().getErrorCode()).isEqualTo(Code.OK);
        assertThat(ask("half")).containsExactly(3f);

        reload("half", "other");
        assertThat(ask("other")).containsExactly(3f);

        reload();
        Waiting.STANDARD.until(
                "both unloaded",
                () ->
                        serving.management().models().stream()
                                .flatMap(model -> model.versions().stream())
                                .allMatch(version -> version.state() == VersionState.UNLOADED));
        assertThat(GrpcCaller.refused(() -> ask("half")))
                .isEqualTo("NOT_FOUND: Servable not found for request: Latest(half)");
    }

    @Test
    void modelsThatFailAreToldWithTheirReason() throws IOException {
        Path broken = models.resolve("broken/5/model.onnx");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "no model at all");

        assertThat(GrpcCaller.refused(() -> reload("half", "broken")))
                .startsWith(
                        "INTERNAL: 1 model(s) did not become available: {{name: broken version: 5}"
                                + " due to error: ");
        assertThat(ask("half")).containsExactly(3f);
    }

    @Test
    void listsThatCannotBeAreRefused() {
        assertThat(GrpcCaller.refused(() -> reload("half", "half")))
                .isEqualTo(
                        "INVALID_ARGUMENT: Illegal to list model half multiple times in config"
                                + " list");
    }

    private List<Float> ask(String model) {
        return caller.predict(GrpcCaller.to(model).putInputs("x", GrpcCaller.floats(2)))
                .getOutputsOrThrow("y")
                .getFloatValList();
    }

    private ReloadConfigResponse reload(String... names) {
        ModelConfigList.Builder list = ModelConfigList.newBuilder();
        for (String name : names) {
            list.addConfig(
                    ModelConfig.newBuilder()
                            .setName(name)
                            .setBasePath(models.resolve(name).toString())
                            .setModelPlatform("tensorflow"));
        }
        return caller.models()
                .handleReloadConfigRequest(
                        ReloadConfigRequest.newBuilder()
                                .setConfig(ModelServerConfig.newBuilder().setModelConfigList(list))
                                .build());
    }
}

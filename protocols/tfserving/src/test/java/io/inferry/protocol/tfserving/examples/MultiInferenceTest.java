package io.inferry.protocol.tfserving.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Int64Value;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.ExampleList;
import io.inferry.protocol.tfserving.proto.Feature;
import io.inferry.protocol.tfserving.proto.Features;
import io.inferry.protocol.tfserving.proto.FloatList;
import io.inferry.protocol.tfserving.proto.InferenceResult;
import io.inferry.protocol.tfserving.proto.InferenceTask;
import io.inferry.protocol.tfserving.proto.Input;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.MultiInferenceRequest;
import io.inferry.protocol.tfserving.proto.MultiInferenceResponse;
import io.inferry.protocol.tfserving.proto.PredictionServiceGrpc;
import io.inferry.transport.listen.ListenLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several heads of one version in one call. */
class MultiInferenceTest {
    private static final String CLASSIFY = "tensorflow/serving/classify";
    private static final String REGRESS = "tensorflow/serving/regress";
    private static final String PAGE = "/metrics";

    @TempDir private static Path models;
    private static ProtocolServer server;
    private static ManagedChannel channel;

    @BeforeAll
    static void start() {
        HalfPlusEngine.write(models, "half", 123);
        server =
                ProtocolServer.start(
                        models,
                        new TensorFlowServing(),
                        ListenLimits.STANDARD,
                        Map.of("prometheus_path", PAGE));
        channel =
                NettyChannelBuilder.forAddress(
                                "127.0.0.1", server.port(TensorFlowServing.GRPC_LISTENER))
                        .usePlaintext()
                        .build();
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        try (ProtocolServer running = server) {
            running.awaitNoTensors();
        }
    }

    @Test
    void resultsComeInTheOrderOfTheTasks() {
        MultiInferenceResponse response =
                infer(
                        List.of(
                                task("half", "regress_x_to_y", REGRESS),
                                task("half", "classify_x_to_y", CLASSIFY),
                                task("half", "", CLASSIFY)),
                        2);

        assertThat(response.getResultsList())
                .extracting(each -> each.getModelSpec().getSignatureName())
                .containsExactly("regress_x_to_y", "classify_x_to_y", "serving_default");
        assertThat(response.getResultsList())
                .extracting(each -> each.getModelSpec().getName())
                .containsOnly("half");
        assertThat(response.getResultsList())
                .extracting(each -> each.getModelSpec().getVersion().getValue())
                .containsOnly(123L);
        InferenceResult regression = response.getResults(0);
        InferenceResult classification = response.getResults(1);
        assertThat(regression.getRegressionResult().getRegressions(0).getValue()).isEqualTo(3f);
        assertThat(
                        classification
                                .getClassificationResult()
                                .getClassifications(0)
                                .getClasses(0)
                                .getScore())
                .isEqualTo(3f);
    }

    @Test
    void theFirstTaskChoosesTheVersion() {
        InferenceTask.Builder first = task("half", "regress_x_to_y", REGRESS);
        first.getModelSpecBuilder().setVersion(Int64Value.of(123));
        InferenceTask.Builder second = task("half", "classify_x_to_y", CLASSIFY);
        second.getModelSpecBuilder().setVersion(Int64Value.of(9));

        assertThat(infer(List.of(first, second), 2).getResultsList())
                .extracting(each -> each.getModelSpec().getVersion().getValue())
                .containsExactly(123L, 123L);
        assertThat(refused(List.of(second, first), 2))
                .isEqualTo("NOT_FOUND: Servable not found for request: Specific(half, 9)");
    }

    static Stream<Arguments> mistakes() {
        InferenceTask.Builder regress = task("half", "regress_x_to_y", REGRESS);
        return Stream.of(
                Arguments.of(List.of(), "INVALID_ARGUMENT: ModelSpec has no name specified."),
                Arguments.of(
                        List.of(task("foo", "regress_x_to_y", REGRESS)),
                        "NOT_FOUND: Servable not found for request: Latest(foo)"),
                Arguments.of(
                        List.of(regress, task("", "classify_x_to_y", CLASSIFY)),
                        "INVALID_ARGUMENT: Found ModelSpec with an empty model name."),
                Arguments.of(
                        List.of(regress, task("other", "classify_x_to_y", CLASSIFY)),
                        "INVALID_ARGUMENT: All ModelSpecs in a MultiInferenceRequest must access"
                                + " the same model name."),
                Arguments.of(
                        List.of(regress, regress),
                        "INVALID_ARGUMENT: Duplicate evaluation of signature: regress_x_to_y"),
                Arguments.of(
                        List.of(
                                task("half", "", CLASSIFY),
                                task("half", "serving_default", CLASSIFY)),
                        "INVALID_ARGUMENT: Duplicate evaluation of signature: serving_default"),
                Arguments.of(
                        List.of(regress, task("half", "foo", CLASSIFY)),
                        "INVALID_ARGUMENT: Requested signature not found in model graph: foo"),
                Arguments.of(
                        List.of(regress, task("half", "classify_x_to_y", "tensorflow/predict")),
                        "UNIMPLEMENTED: Unsupported signature method_name: tensorflow/predict"),
                Arguments.of(
                        List.of(regress, task("half", "classify_labels", REGRESS)),
                        "INVALID_ARGUMENT: Expected one output Tensor."),
                Arguments.of(
                        List.of(regress, task("half", "regress_x2_to_y3", REGRESS)),
                        "INVALID_ARGUMENT: Feature: x2 is required"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void oneTaskThatFailsFailsAll(List<InferenceTask.Builder> tasks, String refusal) {
        assertThat(refused(tasks, 2)).isEqualTo(refusal);
    }

    @Test
    void anInputWithoutExamplesIsTold() {
        assertThat(refused(List.of(task("half", "regress_x_to_y", REGRESS))))
                .isEqualTo("INVALID_ARGUMENT: Input is empty.");
    }

    @Test
    void itsExamplesAreCountedAndTheCallIsNot() throws IOException, InterruptedException {
        HalfPlusEngine.write(models, "counted", 1);
        try (ProtocolServer fresh =
                ProtocolServer.start(
                        models,
                        new TensorFlowServing(),
                        ListenLimits.STANDARD,
                        Map.of("prometheus_path", PAGE))) {
            ManagedChannel own =
                    NettyChannelBuilder.forAddress(
                                    "127.0.0.1", fresh.port(TensorFlowServing.GRPC_LISTENER))
                            .usePlaintext()
                            .build();
            MultiInferenceRequest.Builder request =
                    request(List.of(task("counted", "regress_x_to_y", REGRESS)), 1, 2, 3);
            PredictionServiceGrpc.newBlockingStub(own).multiInference(request.build());
            own.shutdownNow();

            assertThat(page(fresh))
                    .contains("request_example_count_total{model=\"counted\"} 3\n")
                    .doesNotContain("request_count{model_name=\"counted\"")
                    .doesNotContain("request_latency_count{model_name=\"counted\"");
        }
    }

    private static String page(ProtocolServer from) throws IOException, InterruptedException {
        URI page =
                URI.create("http://127.0.0.1:" + from.port(TensorFlowServing.REST_LISTENER) + PAGE);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static InferenceTask.Builder task(String model, String signature, String method) {
        return InferenceTask.newBuilder()
                .setModelSpec(ModelSpec.newBuilder().setName(model).setSignatureName(signature))
                .setMethodName(method);
    }

    private static MultiInferenceResponse infer(List<InferenceTask.Builder> tasks, float... x) {
        return PredictionServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .multiInference(request(tasks, x).build());
    }

    private static MultiInferenceRequest.Builder request(
            List<InferenceTask.Builder> tasks, float... x) {
        ExampleList.Builder examples = ExampleList.newBuilder();
        for (float value : x) {
            examples.addExamples(example(value));
        }
        MultiInferenceRequest.Builder request =
                MultiInferenceRequest.newBuilder()
                        .setInput(Input.newBuilder().setExampleList(examples));
        tasks.forEach(request::addTasks);
        return request;
    }

    private static String refused(List<InferenceTask.Builder> tasks, float... x) {
        try {
            throw new AssertionError("was answered: " + infer(tasks, x));
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() + ": " + e.getStatus().getDescription();
        }
    }

    private static Example example(float x) {
        Feature feature =
                Feature.newBuilder().setFloatList(FloatList.newBuilder().addValue(x)).build();
        return Example.newBuilder()
                .setFeatures(Features.newBuilder().putFeature("x", feature))
                .build();
    }
}

package io.inferry.protocol.tfserving.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Int64Value;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.protocol.tfserving.proto.ClassificationRequest;
import io.inferry.protocol.tfserving.proto.ClassificationResponse;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.ExampleList;
import io.inferry.protocol.tfserving.proto.ExampleListWithContext;
import io.inferry.protocol.tfserving.proto.Feature;
import io.inferry.protocol.tfserving.proto.Features;
import io.inferry.protocol.tfserving.proto.FloatList;
import io.inferry.protocol.tfserving.proto.Input;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictionServiceGrpc;
import io.inferry.protocol.tfserving.proto.PredictionServiceGrpc.PredictionServiceBlockingStub;
import io.inferry.protocol.tfserving.proto.Regression;
import io.inferry.protocol.tfserving.proto.RegressionRequest;
import io.inferry.protocol.tfserving.proto.RegressionResponse;
import io.inferry.transport.listen.ListenLimits;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classify and Regress of a real server, with a model that parses examples. */
class ExamplesOverGrpcTest {
    @TempDir private static Path models;
    private static ProtocolServer server;
    private static ManagedChannel channel;

    @BeforeAll
    static void start() {
        HalfPlusEngine.write(models, "half", 123);
        server =
                ProtocolServer.start(
                        models, new TensorFlowServing(), ListenLimits.STANDARD, Map.of());
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
    void classesHaveScoresAndNoLabelsWhereTheModelHasNone() {
        ClassificationResponse response = classify(half("classify_x_to_y"), input(example("x", 2)));

        assertThat(response.getResult().getClassificationsCount()).isEqualTo(1);
        assertThat(response.getResult().getClassifications(0).getClassesList())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getLabel()).isEmpty();
                    assertThat(entry.getScore()).isEqualTo(3f);
                });
        assertThat(response.getModelSpec())
                .isEqualTo(half("classify_x_to_y").setVersion(Int64Value.of(123)).build());
    }

    @Test
    void classesHaveLabelsAndScores() {
        ClassificationResponse response =
                classify(half("classify_labels"), input(example("x", 2), example("x", 4)));

        assertThat(response.getResult().getClassificationsList())
                .extracting(each -> each.getClasses(2).getLabel() + each.getClasses(2).getScore())
                .containsExactly("c3.0", "c4.0");
    }

    @Test
    void withoutSignatureNameTheDefaultOneAnswersAndIsNamed() {
        ClassificationResponse response = classify(half(""), input(example("x", 2)));

        assertThat(response.getModelSpec().getSignatureName()).isEqualTo("serving_default");
        assertThat(response.getResult().getClassifications(0).getClassesCount()).isEqualTo(3);
    }

    @Test
    void regressionsComeInTheOrderOfTheExamples() {
        RegressionResponse response =
                regress(half("regress_x_to_y"), input(example("x", 2), example("x", -4)));

        assertThat(response.getResult().getRegressionsList())
                .extracting(Regression::getValue)
                .containsExactly(3f, 0f);
        assertThat(response.getModelSpec())
                .isEqualTo(half("regress_x_to_y").setVersion(Int64Value.of(123)).build());
    }

    @Test
    void aVersionByNumberAnswers() {
        ModelSpec.Builder exactly = half("regress_x2_to_y3").setVersion(Int64Value.of(123));

        assertThat(regress(exactly, input(example("x2", 4))).getResult().getRegressions(0))
                .isEqualTo(Regression.newBuilder().setValue(5).build());
    }

    @Test
    void theModelGetsTheBytesOfTheContextAndThenTheExamples() {
        Example context = example("c", 1);
        Example one = example("x", 2);
        Input.Builder input =
                Input.newBuilder()
                        .setExampleListWithContext(
                                ExampleListWithContext.newBuilder()
                                        .setContext(context)
                                        .addExamples(one));

        assertThat(
                        classify(half("classify_bytes"), input)
                                .getResult()
                                .getClassifications(0)
                                .getClasses(0)
                                .getLabel())
                .isEqualTo(
                        HexFormat.of().formatHex(context.toByteArray())
                                + HexFormat.of().formatHex(one.toByteArray()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    half | 0 | foo             | INVALID_ARGUMENT: No signature was found with the name: foo
                    half | 0 | regress_x_to_y  | INVALID_ARGUMENT: Feature: x is required
                    half | 0 | classify_labels | INVALID_ARGUMENT: Expected one output Tensor.
                    half | 9 | regress_x_to_y  | NOT_FOUND: Servable not found for request: Specific(half, 9)
                    foo  | 0 | regress_x_to_y  | NOT_FOUND: Servable not found for request: Latest(foo)
                    ''   | 0 | regress_x_to_y  | INVALID_ARGUMENT: ModelSpec has no name specified.
                    """)
    void mistakesHaveUpstreamsCodesAndWords(
            String model, long version, String signature, String refusal) {
        ModelSpec.Builder spec = ModelSpec.newBuilder().setName(model).setSignatureName(signature);
        if (version != 0) {
            spec.setVersion(Int64Value.of(version));
        }

        assertThat(refused(() -> regress(spec, input(example("q", 1))))).isEqualTo(refusal);
    }

    @Test
    void aRequestWithoutModelSpecIsTold() {
        assertThat(refused(() -> stub().classify(ClassificationRequest.getDefaultInstance())))
                .isEqualTo("INVALID_ARGUMENT: Missing ModelSpec");
        assertThat(refused(() -> stub().regress(RegressionRequest.getDefaultInstance())))
                .isEqualTo("INVALID_ARGUMENT: Missing ModelSpec");
    }

    @Test
    void anInputWithoutExamplesIsToldAfterTheSignature() {
        assertThat(refused(() -> regress(half("regress_x_to_y"), Input.newBuilder())))
                .isEqualTo("INVALID_ARGUMENT: Input is empty.");
        assertThat(refused(() -> classify(half("classify_x_to_y"), input())))
                .isEqualTo("INVALID_ARGUMENT: Input is empty.");
        assertThat(refused(() -> regress(half("foo"), input())))
                .isEqualTo("INVALID_ARGUMENT: No signature was found with the name: foo");
    }

    @Test
    void outputsThatDoNotFitAreTheCallsError() {
        assertThat(
                        refused(() ->
                                regress(
                                        half("regress_one"),
                                        input(example("x", 1), example("x", 2)))))
                .isEqualTo(
                        "INVALID_ARGUMENT: Input batch size did not match output batch size: 2 vs."
                                + " 1");
    }

    @Test
    void longTextsAreCut() {
        String name = "s".repeat(3000);

        assertThat(refused(() -> regress(half(name), input(example("x", 1)))))
                .hasSizeLessThan(1100)
                .endsWith("s...TRUNCATED");
    }

    private static ClassificationResponse classify(ModelSpec.Builder model, Input.Builder input) {
        return stub().classify(
                        ClassificationRequest.newBuilder()
                                .setModelSpec(model)
                                .setInput(input)
                                .build());
    }

    private static RegressionResponse regress(ModelSpec.Builder model, Input.Builder input) {
        return stub().regress(
                        RegressionRequest.newBuilder().setModelSpec(model).setInput(input).build());
    }

    private static PredictionServiceBlockingStub stub() {
        return PredictionServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    private static String refused(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() + ": " + e.getStatus().getDescription();
        }
        throw new AssertionError("was answered");
    }

    private static ModelSpec.Builder half(String signature) {
        return ModelSpec.newBuilder().setName("half").setSignatureName(signature);
    }

    private static Input.Builder input(Example... examples) {
        ExampleList.Builder list = ExampleList.newBuilder();
        for (Example example : examples) {
            list.addExamples(example);
        }
        return Input.newBuilder().setExampleList(list);
    }

    private static Example example(String name, float value) {
        Feature feature =
                Feature.newBuilder().setFloatList(FloatList.newBuilder().addValue(value)).build();
        return Example.newBuilder()
                .setFeatures(Features.newBuilder().putFeature(name, feature))
                .build();
    }
}

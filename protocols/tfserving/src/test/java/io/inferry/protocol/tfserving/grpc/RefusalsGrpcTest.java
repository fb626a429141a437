package io.inferry.protocol.tfserving.grpc;

import static io.inferry.protocol.tfserving.grpc.GrpcCaller.floats;
import static io.inferry.protocol.tfserving.grpc.GrpcCaller.tensor;
import static io.inferry.protocol.tfserving.grpc.GrpcCaller.texts;
import static io.inferry.protocol.tfserving.grpc.GrpcCaller.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake in a PredictRequest has upstream's code and upstream's text. */
class RefusalsGrpcTest {
    @TempDir private static Path models;
    private static GrpcServer server;

    @BeforeAll
    static void start() {
        TestModels.halfPlusTwo(models, "half", 123);
        TestModels.pair(models, "pair", 7);
        server = new GrpcServer(models, Map.of());
    }

    @AfterEach
    void nothingStaysAllocated() {
        server.behind().awaitNoTensors();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void requestsWithoutAModel() {
        assertThat(refused(PredictRequest.newBuilder()))
                .isEqualTo("INVALID_ARGUMENT: Missing ModelSpec");
        assertThat(refused(to(""))).isEqualTo("INVALID_ARGUMENT: ModelSpec has no name specified.");
    }

    @Test
    void unknownModelsVersionsAndLabels() {
        assertThat(refused(to("foo")))
                .isEqualTo("NOT_FOUND: Servable not found for request: Latest(foo)");
        assertThat(refused(GrpcCaller.version("half", 99)))
                .isEqualTo("NOT_FOUND: Servable not found for request: Specific(half, 99)");
        assertThat(refused(GrpcCaller.version("foo", 99)))
                .isEqualTo("NOT_FOUND: Servable not found for request: Specific(foo, 99)");
        assertThat(refused(ModelSpec.newBuilder().setName("half").setVersionLabel("x")))
                .isEqualTo("INVALID_ARGUMENT: Unrecognized servable version label: x");
    }

    @Test
    void unknownSignature() {
        assertThat(refused(ModelSpec.newBuilder().setName("half").setSignatureName("foo")))
                .isEqualTo("FAILED_PRECONDITION: Serving signature key \"foo\" not found.");
    }

    @Test
    void inputsInWrongNumber() {
        assertThat(refused(to("half")))
                .isEqualTo(
                        "INVALID_ARGUMENT: input size does not match signature: 0!=1 len({}) !="
                                + " len({x}). Sent extra: {}. Missing but required: {x}.");
        assertThat(
                        refused(
                                to("pair")
                                        .putInputs("z", floats(1))
                                        .putInputs("a", floats(1))
                                        .putInputs("b", floats(1))))
                .isEqualTo(
                        "INVALID_ARGUMENT: input size does not match signature: 3!=2 len({a,b,z})"
                                + " != len({a,b}). Sent extra: {z}. Missing but required: {}.");
    }

    @Test
    void inputsOfWrongName() {
        assertThat(refused(to("half").putInputs("z", floats(1))))
                .isEqualTo(
                        "INVALID_ARGUMENT: Signature input alias: x(feed name: x) not found in"
                                + " request and no default value provided. Inputs expected to be"
                                + " in the request {z}, or default input alias set: ");
    }

    @Test
    void inputsThatAreNoTensors() {
        assertThat(refused(to("half").putInputs("x", tensor(0, 1).build())))
                .isEqualTo("INVALID_ARGUMENT: tensor parsing error: x");
        assertThat(refused(to("half").putInputs("x", tensor(1, -2).build())))
                .isEqualTo("INVALID_ARGUMENT: tensor parsing error: x");
        assertThat(
                        refused(
                                to("half")
                                        .putInputs(
                                                "x",
                                                tensor(1, 2)
                                                        .setTensorContent(
                                                                ByteString.copyFromUtf8("abc"))
                                                        .build())))
                .isEqualTo("INVALID_ARGUMENT: tensor parsing error: x");
    }

    @Test
    void inputsOfWrongType() {
        assertThat(refused(to("half").putInputs("x", texts("a"))))
                .isEqualTo("INVALID_ARGUMENT: Expects arg[0] to be float but string is provided");
        assertThat(
                        refused(
                                to("pair")
                                        .putInputs("a", floats(1))
                                        .putInputs("b", tensor(9, 1).build())))
                .isEqualTo("INVALID_ARGUMENT: Expects arg[1] to be float but int64 is provided");
        assertThat(refused(to("half").putInputs("x", tensor(8, 1).build())))
                .isEqualTo(
                        "INVALID_ARGUMENT: Expects arg[0] to be float but complex64 is provided");
    }

    @Test
    void outputsThatAreNotThereOrWantedTwice() {
        PredictRequest.Builder request = to("half").putInputs("x", floats(1));
        assertThat(refused(request.clone().addOutputFilter("q")))
                .isEqualTo(
                        "INVALID_ARGUMENT: output tensor alias not found in signature: q Outputs"
                                + " expected to be in the set {y}.");
        assertThat(refused(request.clone().addOutputFilter("y").addOutputFilter("y")))
                .isEqualTo("INVALID_ARGUMENT: duplicate output tensor alias: y");
    }

    @Test
    void ofSeveralMistakesTheOneThatUpstreamFindsFirstIsTold() {
        PredictRequest.Builder request = to("half").putInputs("x", texts("a")).addOutputFilter("q");
        assertThat(refused(request)).contains("output tensor alias not found");
        assertThat(refused(request.putInputs("x", tensor(0).build())))
                .contains("tensor parsing error");
        assertThat(refused(request.putInputs("z", floats(1)))).contains("input size");
    }

    @Test
    void textsAreCutBeforeTheyBreakTheHeaders() {
        String text = refused(to("f".repeat(2_000)));
        assertThat(text)
                .startsWith("NOT_FOUND: Servable not found for request: Latest(fff")
                .endsWith("fff...TRUNCATED");
        assertThat(text.length()).isEqualTo("NOT_FOUND: ".length() + 1_024 + 12);
    }

    @Test
    void moreThanAModelCouldBeFilledWithIsRefused() {
        assertThat(refused(to("half").putInputs("x", tensor(1, 1L << 40).build())))
                .startsWith("RESOURCE_EXHAUSTED: a tensor of 4398046511104 bytes");
    }

    private static String refused(ModelSpec.Builder spec) {
        return refused(PredictRequest.newBuilder().setModelSpec(spec).putInputs("x", floats(1)));
    }

    private static String refused(PredictRequest.Builder request) {
        return server.caller().refused(request);
    }
}

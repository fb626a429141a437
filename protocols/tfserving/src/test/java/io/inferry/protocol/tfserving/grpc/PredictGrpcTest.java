package io.inferry.protocol.tfserving.grpc;

import static io.inferry.protocol.tfserving.grpc.GrpcCaller.floats;
import static io.inferry.protocol.tfserving.grpc.GrpcCaller.tensor;
import static io.inferry.protocol.tfserving.grpc.GrpcCaller.texts;
import static io.inferry.protocol.tfserving.grpc.GrpcCaller.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.DataType;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictRequest;
import io.inferry.protocol.tfserving.proto.PredictResponse;
import io.inferry.protocol.tfserving.proto.TensorProto;
import io.inferry.protocol.tfserving.proto.TensorShapeProto;
import io.inferry.protocol.tfserving.wire.TypeNumber;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Predict over a real server, with the expectations of upstream's own tests. */
class PredictGrpcTest {
    @TempDir private static Path models;
    private static GrpcServer typed;
    private static GrpcServer content;

    @BeforeAll
    static void start() {
        TestModels.halfPlusTwo(models, "half", 123);
        TestModels.identities(models);
        TestModels.pair(models, "pair", 7);
        Fixtures.copyVersion(Fixtures.BERT_NANO, models, "bert", 1);
        typed = new GrpcServer(models, Map.of());
        content = new GrpcServer(models, Map.of("serialization_as_tensor_content", "true"));
        typed.behind().serving().management().setLabel(new ModelId("half", 123), "stable");
    }

    @AfterEach
    void nothingStaysAllocated() {
        typed.behind().awaitNoTensors();
        content.behind().awaitNoTensors();
    }

    @AfterAll
    static void stop() {
        typed.close();
        content.close();
    }

    @Test
    void answersHaveTypedValuesAndSayWhoAnswered() {
        PredictResponse response = predict(to("half").putInputs("x", floats(2)));

        TensorProto y = response.getOutputsOrThrow("y");
        assertThat(y.getFloatValList()).containsExactly(3f);
        assertThat(y.getTensorContent().isEmpty()).isTrue();
        assertThat(response.getModelSpec())
                .isEqualTo(
                        GrpcCaller.version("half", 123)
                                .setSignatureName("serving_default")
                                .build());
    }

    @Test
    void versionsAndLabelsAreFoundAndTheLabelIsNotEchoed() {
        for (ModelSpec.Builder spec :
                new ModelSpec.Builder[] {
                    GrpcCaller.version("half", 123),
                    ModelSpec.newBuilder().setName("half").setVersionLabel("stable"),
                    ModelSpec.newBuilder().setName("half").setSignatureName("serving_default")
                }) {
            PredictResponse response =
                    predict(
                            PredictRequest.newBuilder()
                                    .setModelSpec(spec)
                                    .putInputs("x", floats(1, 2, 5)));
            assertThat(response.getOutputsOrThrow("y").getFloatValList())
                    .containsExactly(2.5f, 3f, 4.5f);
            assertThat(response.getModelSpec().getVersion().getValue()).isEqualTo(123);
            assertThat(response.getModelSpec().getVersionLabel()).isEmpty();
        }
    }

    @Test
    void outputFilterChooses() {
        PredictRequest.Builder request =
                to("pair").putInputs("a", floats(1)).putInputs("b", floats(2));

        assertThat(predict(request).getOutputsMap()).containsOnlyKeys("sum", "difference");
        assertThat(predict(request.addOutputFilter("sum")).getOutputsMap()).containsOnlyKeys("sum");
    }

    @Test
    void newerFieldsAreIgnored() {
        PredictRequest.Builder request = to("half").putInputs("x", floats(2));
        request.setClientId(ByteString.copyFromUtf8("c"));
        request.getRequestOptionsBuilder().setMaxCacheLength(7);
        request.getPredictStreamedOptionsBuilder().setReturnSingleResponse(true);

        assertThat(predict(request).getOutputsOrThrow("y").getFloatValList()).containsExactly(3f);
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void everyTypeComesBackAsItWentInBothForms(DataType type) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RandomTensor sent = RandomTensor.next(random);
        while (sent.type() != type
                || !sent.fits()
                || sent.proto().getTensorShape().getDimCount() != 1
                || sent.proto().getTensorShape().getDim(0).getSize() == 0) {
            sent = RandomTensor.next(random);
        }
        PredictRequest.Builder request = to("id_" + type).putInputs("x", sent.proto());

        for (GrpcServer server : new GrpcServer[] {typed, content}) {
            TensorProto y = server.caller().predict(request).getOutputsOrThrow("y");
            RandomTensor got = new RandomTensor(y, type, y.toByteString());
            assertThat(y.getDtypeValue()).isEqualTo(TypeNumber.of(type));
            assertThat(y.getTensorShape()).isEqualTo(sent.proto().getTensorShape());
            assertThat(y.getTensorContent().isEmpty()).as("typed").isEqualTo(server.equals(typed));
            if (type == DataType.STRING) {
                assertThat(got.expectedStrings())
                        .as("seed %d", seed)
                        .usingRecursiveComparison()
                        .isEqualTo(sent.expectedStrings());
            } else {
                assertThat(got.expectedBytes()).as("seed %d", seed).isEqualTo(sent.expectedBytes());
            }
        }
    }

    @Test
    void goldenAnswersComeOutRight() {
        GoldenCase golden = Golden.read("bert_nano").first();
        PredictRequest.Builder request = to("bert");
        golden.inputs()
                .forEach((alias, value) -> request.putInputs(alias, GrpcCaller.tensor(value)));

        PredictResponse response = predict(request);

        golden.outputs()
                .forEach((alias, value) ->
                        assertThat(response.getOutputsOrThrow(alias).getFloatValList())
                                .usingElementComparator((left, right) ->
                                        Math.abs(left - right) < 1e-4
                                                ? 0
                                                : Float.compare(left, right))
                                .isEqualTo(
                                        Arrays.stream(value.numbers())
                                                .mapToObj(number -> (float) number)
                                                .toList()));
    }

    @Test
    void messagesFarAboveTheUsualLimitOfGrpcAreTaken() {
        byte[] floats = new byte[24 << 20];
        new Random(3).nextBytes(floats);
        ByteString sent = ByteString.copyFrom(floats);
        TensorProto tensor = tensor(1, floats.length / 4).setTensorContent(sent).build();

        TensorProto back =
                content.caller()
                        .predict(to("id_FLOAT32").putInputs("x", tensor))
                        .getOutputsOrThrow("y");

        assertThat(back.getTensorContent().equals(sent)).isTrue();
    }

    @Test
    void emptyBatchHasAnEmptyAnswer() {
        TensorProto y =
                predict(to("half").putInputs("x", tensor(1, 0).build())).getOutputsOrThrow("y");
        assertThat(y.getFloatValCount()).isZero();
        assertThat(y.getTensorShape().getDim(0))
                .isEqualTo(TensorShapeProto.Dim.getDefaultInstance());
    }

    @Test
    void stringsAreBytes() {
        TensorProto y =
                predict(to("id_STRING").putInputs("x", texts("é", "", "z"))).getOutputsOrThrow("y");
        assertThat(y).isEqualTo(texts("é", "", "z"));
    }

    @Test
    void theCallersDeadlineEndsTheCall() {
        try {
            PredictResponse late =
                    typed.caller()
                            .predictions()
                            .withDeadlineAfter(1, TimeUnit.NANOSECONDS)
                            .predict(to("half").putInputs("x", floats(1)).build());
            throw new AssertionError("was answered: " + late);
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode().name()).isEqualTo("DEADLINE_EXCEEDED");
        }
    }

    private static PredictResponse predict(PredictRequest.Builder request) {
        return typed.caller().predict(request);
    }
}

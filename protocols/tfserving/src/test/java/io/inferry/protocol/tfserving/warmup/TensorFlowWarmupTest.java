package io.inferry.protocol.tfserving.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.WarmupRecords;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.proto.ClassificationRequest;
import io.inferry.protocol.tfserving.proto.ClassifyLog;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.ExampleListWithContext;
import io.inferry.protocol.tfserving.proto.Feature;
import io.inferry.protocol.tfserving.proto.Features;
import io.inferry.protocol.tfserving.proto.FloatList;
import io.inferry.protocol.tfserving.proto.InferenceTask;
import io.inferry.protocol.tfserving.proto.Input;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.MultiInferenceLog;
import io.inferry.protocol.tfserving.proto.MultiInferenceRequest;
import io.inferry.protocol.tfserving.proto.PredictLog;
import io.inferry.protocol.tfserving.proto.PredictRequest;
import io.inferry.protocol.tfserving.proto.PredictStreamedLog;
import io.inferry.protocol.tfserving.proto.PredictionLog;
import io.inferry.protocol.tfserving.proto.RegressLog;
import io.inferry.protocol.tfserving.proto.RegressionRequest;
import io.inferry.protocol.tfserving.proto.SessionRunLog;
import io.inferry.protocol.tfserving.proto.TensorProto;
import io.inferry.protocol.tfserving.proto.TensorShapeProto;
import io.inferry.protocol.tfserving.records.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFlowWarmupTest {
    @TempDir Path version;

    private static final ModelDescription MODEL =
            new ModelDescription(
                    new ModelId("m", 1),
                    "test",
                    Map.of(
                            Signature.DEFAULT_NAME,
                            signature(Signature.DEFAULT_NAME, "x", DataType.FLOAT32, "y"),
                            "classify",
                            signature("classify", "inputs", DataType.STRING, "scores"),
                            "regress",
                            signature("regress", "inputs", DataType.STRING, "outputs")),
                    Map.of());

    private static Signature signature(String name, String input, DataType type, String output) {
        return new Signature(
                name,
                List.of(new TensorSpec(input, type, Shape.of(-1))),
                List.of(new TensorSpec(output, DataType.FLOAT32, Shape.of(-1))));
    }

    private final List<String> ran = new ArrayList<>();

    /** What was asked, as a text. */
    private int replay() {
        var loaded = new WarmupRecords.Version(version, MODEL, TensorMemory.unpooled(), 10);
        return new TensorFlowWarmup().replay(loaded, this::run);
    }

    private void run(InferenceRequest request) {
        String inputs = "";
        for (Tensor tensor : request.inputs().values()) {
            inputs +=
                    switch (tensor) {
                        case NumericTensor numbers -> List.of(box(numbers.toFloats()));
                        case StringTensor texts -> features(texts);
                    };
            tensor.close();
        }
        ran.add(request.signature() + " " + inputs + " " + request.outputs());
    }

    private static Float[] box(float[] values) {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }

    private static String features(StringTensor texts) {
        List<String> names = new ArrayList<>();
        for (byte[] bytes : texts.elements()) {
            try {
                names.add(
                        String.join(
                                "+",
                                Example.parseFrom(bytes)
                                        .getFeatures()
                                        .getFeatureMap()
                                        .keySet()
                                        .stream()
                                        .sorted()
                                        .toList()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return names.toString();
    }

    private Path write(PredictionLog... logs) throws IOException {
        Path file = version.resolve(TensorFlowWarmup.FILE);
        Files.createDirectories(file.getParent());
        RecordFile.write(file, List.of(logs).stream().map(PredictionLog::toByteArray).toList());
        return file;
    }

    private ServingException refusal() {
        return catchThrowableOfType(ServingException.class, this::replay);
    }

    private static ModelSpec spec(String signature) {
        return ModelSpec.newBuilder().setName("another").setSignatureName(signature).build();
    }

    private static PredictionLog predict(float... values) {
        TensorProto.Builder x =
                TensorProto.newBuilder()
                        .setDtypeValue(1)
                        .setTensorShape(
                                TensorShapeProto.newBuilder()
                                        .addDim(
                                                TensorShapeProto.Dim.newBuilder()
                                                        .setSize(values.length)));
        for (float value : values) {
            x.addFloatVal(value);
        }
        return PredictionLog.newBuilder()
                .setPredictLog(
                        PredictLog.newBuilder()
                                .setRequest(
                                        PredictRequest.newBuilder()
                                                .setModelSpec(spec(""))
                                                .addOutputFilter("y")
                                                .putInputs("x", x.build())))
                .build();
    }

    private static Example example(String feature) {
        return Example.newBuilder()
                .setFeatures(
                        Features.newBuilder()
                                .putFeature(
                                        feature,
                                        Feature.newBuilder()
                                                .setFloatList(FloatList.newBuilder().addValue(1))
                                                .build()))
                .build();
    }

    private static Input input() {
        return Input.newBuilder()
                .setExampleListWithContext(
                        ExampleListWithContext.newBuilder()
                                .addExamples(example("a"))
                                .addExamples(example("b"))
                                .setContext(example("c")))
                .build();
    }

    @Test
    void everyKindOfRecordIsReplayedWhateverModelItNames() throws IOException {
        write(
                predict(1, 2),
                PredictionLog.newBuilder()
                        .setClassifyLog(
                                ClassifyLog.newBuilder()
                                        .setRequest(
                                                ClassificationRequest.newBuilder()
                                                        .setModelSpec(spec("classify"))
                                                        .setInput(input())))
                        .build(),
                PredictionLog.newBuilder()
                        .setRegressLog(
                                RegressLog.newBuilder()
                                        .setRequest(
                                                RegressionRequest.newBuilder()
                                                        .setModelSpec(spec("regress"))
                                                        .setInput(input())))
                        .build(),
                PredictionLog.newBuilder()
                        .setMultiInferenceLog(
                                MultiInferenceLog.newBuilder()
                                        .setRequest(
                                                MultiInferenceRequest.newBuilder()
                                                        .addTasks(task("regress"))
                                                        .addTasks(task("classify"))
                                                        .setInput(input())))
                        .build(),
                PredictionLog.getDefaultInstance());
        assertThat(replay()).isEqualTo(5);
        assertThat(ran)
                .containsExactly(
                        "serving_default [1.0, 2.0] [y]",
                        "classify [a+c, b+c] [scores]",
                        "regress [a+c, b+c] [outputs]",
                        "regress [a+c, b+c] [outputs]",
                        "classify [a+c, b+c] [scores]");
    }

    private static InferenceTask task(String signature) {
        return InferenceTask.newBuilder()
                .setModelSpec(spec(signature))
                .setMethodName("tensorflow/serving/" + signature)
                .build();
    }

    @Test
    void nothingIsReplayedWhereNothingWasRecorded() throws IOException {
        assertThat(replay()).isZero();
        write();
        assertThat(replay()).isZero();
        var file = Files.createFile(version.resolve("model.onnx"));
        var loaded = new WarmupRecords.Version(file, MODEL, TensorMemory.unpooled(), 10);
        assertThat(new TensorFlowWarmup().replay(loaded, this::run)).isZero();
    }

    @Test
    void moreRecordsThanTheMaximumAreRefused() throws IOException {
        Path file = write(Collections.nCopies(11, predict(1)).toArray(PredictionLog[]::new));
        ServingException refusal = refusal();
        assertThat(refusal)
                .hasMessage("Number of warmup records exceeds the maximum (10) at " + file);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_MODEL);
    }

    @Test
    void badFramingIsSaidInUpstreamsWords() throws IOException {
        Path file = write(predict(1), predict(2));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 10] ^= 1;
        Files.write(file, bytes);
        ServingException refusal = refusal();
        assertThat(refusal)
                .hasMessageStartingWith("corrupted record at " + bytes.length / 2)
                .hasMessageEndingWith(
                        file + ". Please verify your warmup data is in TFRecord format.");
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_MODEL);
        assertThat(ran).hasSize(1);
    }

    @Test
    void recordsThatNobodyCanReplayAreRefused() throws IOException {
        write(
                PredictionLog.newBuilder()
                        .setSessionRunLog(SessionRunLog.getDefaultInstance())
                        .build());
        assertThat(refusal())
                .hasMessageEndingWith("Unsupported log_type for warmup: 5")
                .extracting(ServingException::code)
                .isEqualTo(ErrorCode.UNIMPLEMENTED);
        write(
                PredictionLog.newBuilder()
                        .setPredictStreamedLog(PredictStreamedLog.getDefaultInstance())
                        .build());
        assertThat(refusal()).hasMessageEndingWith("Unsupported log_type for warmup: 7");
    }

    @Test
    void aRecordThatDoesNotFitTheModelSaysWhichItIs() throws IOException {
        Path file =
                write(
                        predict(1),
                        PredictionLog.newBuilder()
                                .setPredictLog(
                                        PredictLog.newBuilder()
                                                .setRequest(
                                                        PredictRequest.newBuilder()
                                                                .setModelSpec(spec("none"))))
                                .build());
        assertThat(refusal())
                .hasMessage(
                        "warmup record 2 of "
                                + file
                                + ": Serving signature key \"none\" not found.");
        write(
                PredictionLog.newBuilder()
                        .setRegressLog(
                                RegressLog.newBuilder()
                                        .setRequest(
                                                RegressionRequest.newBuilder()
                                                        .setModelSpec(spec("regress"))))
                        .build());
        assertThat(refusal()).hasMessageEndingWith("Input is empty.");
    }

    @Test
    void bytesThatAreNoMessageAreRefused() throws IOException {
        Path file = write();
        RecordFile.write(file, List.of(ByteString.copyFromUtf8("no message").toByteArray()));
        assertThat(refusal()).hasMessageContaining("warmup record 1 of");
    }
}

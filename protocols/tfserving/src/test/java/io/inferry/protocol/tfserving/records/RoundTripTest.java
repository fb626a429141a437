package io.inferry.protocol.tfserving.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.management.VersionState;
import io.inferry.api.tensor.DataType;
import io.inferry.contracts.OnnxModels;
import io.inferry.protocol.tfserving.examples.HalfPlusEngine;
import io.inferry.protocol.tfserving.proto.ClassificationRequest;
import io.inferry.protocol.tfserving.proto.ClassifyLog;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.ExampleList;
import io.inferry.protocol.tfserving.proto.Feature;
import io.inferry.protocol.tfserving.proto.Features;
import io.inferry.protocol.tfserving.proto.FloatList;
import io.inferry.protocol.tfserving.proto.InferenceTask;
import io.inferry.protocol.tfserving.proto.Input;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.MultiInferenceRequest;
import io.inferry.protocol.tfserving.proto.PredictRequest;
import io.inferry.protocol.tfserving.proto.PredictionLog;
import io.inferry.protocol.tfserving.proto.RegressLog;
import io.inferry.protocol.tfserving.proto.TensorProto;
import io.inferry.protocol.tfserving.proto.TensorShapeProto;
import io.inferry.protocol.tfserving.warmup.TensorFlowWarmup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server logs is what its next version can be warmed up with. */
@Timeout(120)
class RoundTripTest {
    private static final Input TWO =
            Input.newBuilder()
                    .setExampleList(ExampleList.newBuilder().addExamples(example(2)))
                    .build();

    @TempDir private Path models;
    @TempDir private Path logs;

    private LoggingServer server;

    private static Example example(float x) {
        var list = FloatList.newBuilder().addValue(x);
        return Example.newBuilder()
                .setFeatures(
                        Features.newBuilder()
                                .putFeature("x", Feature.newBuilder().setFloatList(list).build()))
                .build();
    }

    private static ModelSpec spec(String name, String signature) {
        return ModelSpec.newBuilder().setName(name).setSignatureName(signature).build();
    }

    private static InferenceTask task(String signature, String method) {
        return InferenceTask.newBuilder()
                .setModelSpec(spec("half", signature))
                .setMethodName("tensorflow/serving/" + method)
                .build();
    }

    @BeforeEach
    void start() throws IOException {
        identity(1);
        HalfPlusEngine.write(models, "half", 1);
        server = new LoggingServer(models, logs, "same", "half");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void identity(int version) throws IOException {
        Path directory = models.resolve("same/" + version);
        Files.createDirectories(directory);
        OnnxModels.identity(DataType.FLOAT32, "n").writeTo(directory.resolve("model.onnx"));
    }

    /** Puts what was logged beside a version that is not there yet. */
    private Path recordedWith(String model, int version) throws IOException {
        Path target = models.resolve(model + "/" + version).resolve(TensorFlowWarmup.FILE);
        Path elsewhere = Files.createTempDirectory(logs, "copy").resolve("records");
        Files.copy(server.files(model).getFirst(), elsewhere);
        Files.createDirectories(target.getParent());
        return Files.move(elsewhere, target);
    }

    @Test
    void loggedPredictionsWarmUpTheNextVersion() throws Exception {
        server.post("same:predict", "{\"instances\": [1.5, 2.5]}");
        var dim = TensorShapeProto.Dim.newBuilder().setSize(1);
        TensorProto x =
                TensorProto.newBuilder()
                        .setDtypeValue(1)
                        .setTensorShape(TensorShapeProto.newBuilder().addDim(dim))
                        .addFloatVal(7)
                        .build();
        server.grpc()
                .predict(
                        PredictRequest.newBuilder()
                                .setModelSpec(spec("same", ""))
                                .putInputs("x", x)
                                .build());
        List<PredictionLog> records = server.awaitRecords("same", 2);

        PredictionLog first = records.getFirst();
        assertThat(first.getLogMetadata().getModelSpec().getVersion().getValue()).isEqualTo(1);
        assertThat(first.getLogMetadata().getTimestampSecs()).isPositive();
        assertThat(first.getLogMetadata().getSamplingConfig().getSamplingRate()).isEqualTo(1);
        TensorProto input = first.getPredictLog().getRequest().getInputsMap().get("x");
        assertThat(input.getTensorShape().getDim(0).getSize()).isEqualTo(2);
        assertThat(first.getPredictLog().getResponse().getOutputsMap().get("y")).isEqualTo(input);

        recordedWith("same", 2);
        identity(2);
        server.awaitState("same", 2, VersionState.AVAILABLE);
        assertThat(server.replayed()).isEqualTo(2);
    }

    @Test
    void oneFlippedBitFailsTheLoadAndTheOldVersionStays() throws Exception {
        server.post("same:predict", "{\"instances\": [1.5, 2.5]}");
        server.awaitRecords("same", 1);
        Path recorded = recordedWith("same", 2);
        byte[] bytes = Files.readAllBytes(recorded);
        bytes[bytes.length / 2] ^= 1;
        Files.write(recorded, bytes);
        identity(2);
        assertThat(server.awaitState("same", 2, VersionState.FAILED).reason())
                .contains("Please verify your warmup data is in TFRecord format.");
        assertThat(server.post("same:predict", "{\"instances\": [1.5]}")).contains("1.5");
        server.awaitState("same", 1, VersionState.AVAILABLE);
    }

    @Test
    void examplesAreLoggedOneRecordForEachHeadAndReplayed() throws Exception {
        server.grpc()
                .classify(
                        ClassificationRequest.newBuilder()
                                .setModelSpec(spec("half", "classify_x_to_y"))
                                .setInput(TWO)
                                .build());
        server.post(
                "half:regress",
                "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{\"x\":2.0}]}");
        server.grpc()
                .multiInference(
                        MultiInferenceRequest.newBuilder()
                                .addTasks(task("classify_x_to_y", "classify"))
                                .addTasks(task("regress_x_to_y", "regress"))
                                .setInput(TWO)
                                .build());
        List<PredictionLog> records = server.awaitRecords("half", 4);

        ClassifyLog classified = records.get(0).getClassifyLog();
        assertThat(classified.getRequest().getInput()).isEqualTo(TWO);
        assertThat(classified.getRequest().getModelSpec().getSignatureName())
                .isEqualTo("classify_x_to_y");
        assertThat(
                        classified
                                .getResponse()
                                .getResult()
                                .getClassifications(0)
                                .getClasses(0)
                                .getScore())
                .isEqualTo(3);
        RegressLog regressed = records.get(1).getRegressLog();
        assertThat(regressed.getResponse().getResult().getRegressions(0).getValue()).isEqualTo(3);

        recordedWith("half", 2);
        HalfPlusEngine.write(models, "half", 2);
        server.awaitState("half", 2, VersionState.AVAILABLE);
        assertThat(server.replayed()).isEqualTo(4);
    }
}

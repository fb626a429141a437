package io.inferry.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Inspection;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.OnnxGraph;
import io.inferry.contracts.OnnxModels;
import io.inferry.contracts.OnnxNode;
import io.inferry.contracts.OnnxType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedModelsTest {
    private static final int WEIGHTS = 64;

    @TempDir Path directory;

    @Test
    void anUnknownOperatorIsNamed() {
        assertRefused(OnnxModels.unknownOperator("com.acme", "Frobnicate"), ErrorCode.INVALID_MODEL)
                .hasMessageContaining("made.onnx")
                .hasMessageContaining("Frobnicate")
                .hasMessageContaining("com.acme");
        assertRefused(OnnxModels.unknownOperator("", "Frobnicate"), ErrorCode.INVALID_MODEL)
                .hasMessageContaining("Frobnicate");
    }

    @Test
    void anOperatorSetThatIsTooNewIsNamed() {
        OnnxGraph graph = OnnxModels.identity(DataType.FLOAT32, "n").opset("", 99);

        assertRefused(graph, ErrorCode.INVALID_MODEL).hasMessageContaining("99");
    }

    @Test
    void valuesWithoutATensorFormAreNamed() {
        assertRefused(OnnxModels.tensorList(), ErrorCode.UNIMPLEMENTED)
                .hasMessageContaining("output 'y'")
                .hasMessageContaining("seq(tensor(");
        OnnxType optional = OnnxType.optional(OnnxType.tensor(DataType.FLOAT32, "n"));
        OnnxGraph graph =
                new OnnxGraph()
                        .input("x", optional)
                        .output("y", OnnxType.tensor(DataType.BOOL))
                        .node(new OnnxNode("OptionalHasElement", List.of("x"), List.of("y")));
        assertRefused(graph, ErrorCode.UNIMPLEMENTED)
                .hasMessageContaining("input 'x'")
                .hasMessageContaining("optional(tensor(FLOAT32))");
    }

    @Test
    void anElementTypeThatNobodyElseKnowsIsNamed() {
        int float8 = 17;
        OnnxGraph graph =
                new OnnxGraph()
                        .opset("", 19)
                        .input("x", OnnxType.tensor(DataType.FLOAT32, "n"))
                        .output("y", OnnxType.tensorOf(float8))
                        .node(
                                new OnnxNode("Cast", List.of("x"), List.of("y"))
                                        .with("to", (long) float8));

        assertRefused(graph, ErrorCode.UNIMPLEMENTED).hasMessageContaining("float8e4m3fn");
    }

    @Test
    void typesNestedWithoutEndAreAnInvalidModel() {
        OnnxType type = OnnxType.tensor(DataType.FLOAT32);
        for (int i = 0; i < 2000; i++) {
            type = OnnxType.sequence(type);
        }
        OnnxGraph graph = OnnxModels.identity(DataType.FLOAT32).output("z", type);

        assertRefused(graph, ErrorCode.INVALID_MODEL).hasMessageContaining("nested");
    }

    @Test
    void weightsInAnotherFileAreUsed() throws Exception {
        writeWeights(WEIGHTS);
        try (var bench = Workbench.of(directory, OnnxModels.externalWeight("w.bin", WEIGHTS));
                var input =
                        NumericTensor.allocate(
                                bench.memory(), DataType.FLOAT32, Shape.of(1, WEIGHTS))) {
            input.segment().fill((byte) 0);
            try (var output = (NumericTensor) bench.runFor("y", Map.of("x", input))) {
                assertThat(output.toFloats()).containsOnly(0);
            }
            assertThat(bench.model().nativeBytes()).isGreaterThan(WEIGHTS * Float.BYTES);
        }
    }

    @Test
    void weightsThatAreMissingOrCutAreAnInvalidModel() throws Exception {
        OnnxGraph graph = OnnxModels.externalWeight("w.bin", WEIGHTS);
        assertRefused(graph, ErrorCode.INVALID_MODEL)
                .hasMessageContaining("w.bin")
                .hasMessageContaining("missing");

        writeWeights(WEIGHTS - 1);
        assertRefused(graph, ErrorCode.INVALID_MODEL)
                .hasMessageContaining("252 bytes, the model needs 256");
    }

    @Test
    void weightsOutsideTheModelsDirectoryAreNotRead() {
        for (String location : List.of("../w.bin", "/etc/passwd", "a/../../w.bin")) {
            assertRefused(OnnxModels.externalWeight(location, WEIGHTS), ErrorCode.INVALID_MODEL)
                    .hasMessageContaining("outside the model's directory");
        }
    }

    @Test
    void anEmptyFileAndAModelWithoutAGraphSaySo() throws Exception {
        Path file = Files.write(directory.resolve("empty.onnx"), new byte[0]);

        assertThatThrownBy(() -> Workbench.of(file, Map.of()))
                .hasMessageContaining("empty.onnx (0 bytes)")
                .hasMessageContaining("no graph");
    }

    @Test
    void aDirectoryHoldsOneModelOrNamesItModelOnnx() throws Exception {
        Path version = Files.createDirectories(directory.resolve("1"));
        assertThatThrownBy(() -> new OnnxEngine().inspect(version))
                .hasMessageContaining("no *.onnx file");

        Fixtures.copyModel(Fixtures.STRINGS, version.resolve("a.onnx"));
        assertThat(signatureInput(version)).isEqualTo("text");

        Fixtures.copyModel(Fixtures.DIGITS_TORCH, version.resolve("b.ONNX"));
        assertThat(new OnnxEngine().recognizes(version)).isFalse();
        assertThatThrownBy(() -> new OnnxEngine().inspect(version))
                .hasMessageContaining("[a.onnx, b.ONNX]");

        Fixtures.copyModel(Fixtures.DIGITS_KERAS, version.resolve("model.onnx"));
        assertThat(new OnnxEngine().recognizes(version)).isTrue();
        assertThat(signatureInput(version)).isEqualTo("x");
    }

    @Test
    void inspectionTellsWhatIsInTheFile() {
        Path file = Fixtures.copyModel(Fixtures.DIGITS_TORCH, directory);
        Inspection inspection = new OnnxEngine().inspect(file);

        assertThat(inspection.format()).isEqualTo("ONNX");
        assertThat(inspection.byteSize()).isEqualTo(Fixtures.bytes(Fixtures.DIGITS_TORCH).length);
        assertThat(inspection.facts())
                .containsEntry("parameters", Integer.toString(64 * 128 + 128 + 128 * 10 + 10))
                .containsEntry("producer", "pytorch")
                .containsKeys("ir_version", "opset", "graph", "nodes", "operators");
        assertThat(inspection.facts().get("operators")).contains("Gemm x2");
    }

    private String signatureInput(Path artifact) {
        return new OnnxEngine()
                .inspect(artifact)
                .signatures()
                .getFirst()
                .inputs()
                .getFirst()
                .name();
    }

    private void writeWeights(int count) throws IOException {
        Files.write(directory.resolve("w.bin"), new byte[count * Float.BYTES]);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            OnnxGraph graph, ErrorCode code) {
        return assertThatThrownBy(() -> Workbench.of(directory, graph).close())
                .isInstanceOfSatisfying(
                        ServingException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}

package io.inferry.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import io.inferry.contracts.Numbers;
import io.inferry.contracts.OnnxGraph;
import io.inferry.contracts.OnnxModels;
import io.inferry.contracts.OnnxNode;
import io.inferry.contracts.OnnxType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusualModelsTest {
    @TempDir Path directory;

    @Test
    void aListOfMapsBecomesValuesAndKeys() {
        try (var bench = Workbench.of(directory, OnnxModels.zipMap(7, 3));
                var input = floats(bench, Shape.of(2, 2), 0.1F, 0.9F, 0.6F, 0.4F)) {
            Map<String, Tensor> answer = bench.run(Map.of("x", input));

            assertThat(answer.keySet())
                    .containsExactly("output_probability", "output_probability_keys");
            assertThat(((NumericTensor) answer.get("output_probability_keys")).toLongs())
                    .containsExactly(3, 7, 3, 7);
            assertThat(((NumericTensor) answer.get("output_probability")).toFloats())
                    .containsExactly(0.9F, 0.1F, 0.4F, 0.6F);
            answer.values().forEach(Tensor::close);
        }
    }

    @Test
    void namesAsKeysBecomeStrings() {
        try (var bench = Workbench.of(directory, OnnxModels.zipMap("no", "yes"));
                var input = floats(bench, Shape.of(1, 2), 0.25F, 0.75F);
                var keys =
                        (StringTensor)
                                bench.runFor("output_probability_keys", Map.of("x", input))) {
            assertThat(keys.shape()).isEqualTo(Shape.of(1, 2));
            assertThat(keys.toTexts()).containsExactly("no", "yes");
        }
    }

    @Test
    void treesAnswerAsTheirOwnFrameworksDo() {
        for (String fixture : List.of(Fixtures.BC_LIGHTGBM, Fixtures.BC_XGBOOST)) {
            GoldenCase golden = Golden.read(fixture.replace(".onnx", "")).first();
            try (var bench = Workbench.of(Fixtures.copyModel(fixture, directory), Map.of())) {
                Map<String, Tensor> inputs = golden.inputTensors(bench.memory());
                try (var output = (NumericTensor) bench.runFor("probabilities", inputs)) {
                    double[] actual = Numbers.toDoubles(output);
                    double[] expected =
                            golden.outputTensors(bench.memory()).get("probability")
                                            instanceof NumericTensor tensor
                                    ? Numbers.toDoubles(tensor)
                                    : new double[0];
                    for (int row = 0; row < expected.length; row++) {
                        assertThat(actual[2 * row + 1]).isCloseTo(expected[row], within(1e-5));
                    }
                }
                inputs.values().forEach(Tensor::close);
            }
        }
    }

    @Test
    void anOutputThatIsLargerThanItsNameSaysIsStillRight() {
        OnnxGraph lies =
                new OnnxGraph()
                        .input("x", OnnxType.tensor(DataType.FLOAT32, "n"))
                        .output("y", OnnxType.tensor(DataType.FLOAT32, "n"))
                        .node(
                                new OnnxNode("Concat", List.of("x", "x"), List.of("y"))
                                        .with("axis", 0));
        try (var bench = Workbench.of(directory, lies);
                var input = floats(bench, Shape.of(2), 1, 2)) {
            for (int i = 0; i < 3; i++) {
                try (var output = (NumericTensor) bench.runFor("y", Map.of("x", input))) {
                    assertThat(output.toFloats()).containsExactly(1, 2, 1, 2);
                }
            }
            assertThat(bench.memory().blocks()).isEqualTo(1);
        }
    }

    @Test
    void inputsAndWeightsCanBeOutputs() {
        OnnxGraph graph =
                new OnnxGraph()
                        .input("x", OnnxType.tensor(DataType.FLOAT32, "n"))
                        .output("x", OnnxType.tensor(DataType.FLOAT32, "n"))
                        .output("w", OnnxType.tensor(DataType.FLOAT32, "2"))
                        .output("c", OnnxType.tensor(DataType.FLOAT32, "2"))
                        .output("y", OnnxType.tensor(DataType.FLOAT32, "n"))
                        .weight("w", weight(5, 6))
                        .node(new OnnxNode("Neg", List.of("w"), List.of("c")))
                        .node(new OnnxNode("Neg", List.of("x"), List.of("y")));
        try (var bench = Workbench.of(directory, graph);
                var input = floats(bench, Shape.of(3), 1, 2, 3)) {
            Map<String, Tensor> answer = bench.run(Map.of("x", input));

            assertThat(((NumericTensor) answer.get("x")).toFloats()).containsExactly(1, 2, 3);
            assertThat(((NumericTensor) answer.get("w")).toFloats()).containsExactly(5, 6);
            assertThat(((NumericTensor) answer.get("c")).toFloats()).containsExactly(-5, -6);
            assertThat(((NumericTensor) answer.get("y")).toFloats()).containsExactly(-1, -2, -3);
            answer.values().forEach(Tensor::close);
        }
    }

    @Test
    void aWeightThatIsListedAsAnInputNeedNotBeSent() {
        OnnxGraph graph = OnnxModels.add(DataType.FLOAT32, "n").weight("b", weight(10, 20));
        try (var bench = Workbench.of(directory, graph);
                var input = floats(bench, Shape.of(2), 1, 2);
                var output = (NumericTensor) bench.runFor("y", Map.of("a", input))) {
            assertThat(output.toFloats()).containsExactly(11, 22);
        }
    }

    @Test
    void anInputOfUnknownRankTakesAnyShape() {
        OnnxGraph graph =
                new OnnxGraph()
                        .input("x", OnnxType.tensorOfUnknownRank(DataType.FLOAT32))
                        .output("y", OnnxType.tensorOfUnknownRank(DataType.FLOAT32))
                        .node(new OnnxNode("Neg", List.of("x"), List.of("y")));
        try (var bench = Workbench.of(directory, graph);
                var input = floats(bench, Shape.of(1, 2), 1, 2);
                var output = (NumericTensor) bench.runFor("y", Map.of("x", input))) {
            assertThat(output.shape()).isEqualTo(Shape.of(1, 2));
        }
    }

    @Test
    void anOutputWithoutATypeGetsTheOneThatFollows() {
        OnnxGraph graph =
                new OnnxGraph()
                        .input("x", OnnxType.tensor(DataType.INT32, "n", "3"))
                        .untypedOutput("y")
                        .node(new OnnxNode("Identity", List.of("x"), List.of("y")));
        try (var bench = Workbench.of(directory, graph)) {
            TensorSpec output = bench.signature().outputs().getFirst();

            assertThat(output.dataType()).isEqualTo(DataType.INT32);
            assertThat(output.shape()).isEqualTo(Shape.of(Shape.UNKNOWN, 3));
        }
    }

    @Test
    void dimensionsKeepTheirNames() {
        try (var bench =
                Workbench.of(directory, OnnxModels.identity(DataType.FLOAT32, "batch", "?", "3"))) {
            TensorSpec input = bench.signature().inputs().getFirst();

            assertThat(input.dimNames()).containsExactly("batch", "", "");
            assertThat(input.shape()).isEqualTo(Shape.of(-1, -1, 3));
        }
    }

    @Test
    void shapesThatOnlyFailInsideTheGraphAreTheCallersMistake() {
        try (var bench = Workbench.of(directory, OnnxModels.add(DataType.FLOAT32, "?", "?"));
                var a = floats(bench, Shape.of(2, 2), 1, 2, 3, 4);
                var b = floats(bench, Shape.of(2, 3), 1, 2, 3, 4, 5, 6)) {
            assertThatThrownBy(() -> bench.run(Map.of("a", a, "b", b)))
                    .isInstanceOfSatisfying(
                            ServingException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessageContaining("made/1")
                    .hasMessageContaining("Add")
                    .hasMessageNotContaining(".cc:")
                    .hasMessageNotContaining("Error code");
            assertThat(bench.memory().blocks()).isEqualTo(2);
        }
    }

    @Test
    void anIndexOutOfRangeIsTheCallersMistake() {
        OnnxGraph graph =
                new OnnxGraph()
                        .input("x", OnnxType.tensor(DataType.FLOAT32, "n"))
                        .input("i", OnnxType.tensor(DataType.INT64, "k"))
                        .output("y", OnnxType.tensor(DataType.FLOAT32, "k"))
                        .node(new OnnxNode("Gather", List.of("x", "i"), List.of("y")));
        try (var bench = Workbench.of(directory, graph);
                var x = floats(bench, Shape.of(2), 1, 2);
                var i = NumericTensor.ofLongs(bench.memory(), Shape.of(1), 9)) {
            assertThatThrownBy(() -> bench.run(Map.of("x", x, "i", i)))
                    .isInstanceOfSatisfying(
                            ServingException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
        }
    }

    @Test
    void aRunAfterTheModelWasClosedFailsAndHarmsNobody() {
        var bench = Workbench.of(directory, OnnxModels.identity(DataType.FLOAT32, "n"));
        bench.close();

        try (var input = floats(bench, Shape.of(1), 1)) {
            assertThatThrownBy(() -> bench.run(Map.of("x", input)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static NumericTensor weight(float... values) {
        return NumericTensor.ofFloats(TensorMemory.unpooled(), Shape.of(values.length), values);
    }

    private static NumericTensor floats(Workbench bench, Shape shape, float... values) {
        return NumericTensor.ofFloats(bench.memory(), shape, values);
    }
}

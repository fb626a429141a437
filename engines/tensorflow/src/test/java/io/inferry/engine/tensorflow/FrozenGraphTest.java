package io.inferry.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Inspection;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenGraphTest {
    @TempDir Path directory;

    @Test
    void namesFromTheOptionsAreTheAliases() {
        Path file = Fixtures.copyModel("digits_keras_frozen.pb", directory);
        GoldenCase golden = Golden.read("digits_keras").first();
        Map<String, String> names =
                Map.of("inputs", "x=x:0", "outputs", "probabilities = Identity");
        try (Workbench bench = Workbench.of(file, names)) {
            assertThat(bench.model().platform()).isEqualTo("tensorflow_graphdef");
            Map<String, Tensor> answer = bench.run(golden.inputTensors(bench.memory()));
            golden.assertMatches(answer, 1e-5);
            answer.values().forEach(Tensor::close);
        }
    }

    @Test
    void withoutNamesPlaceholdersAreInputsAndTheRestOutputs() {
        try (Workbench bench = Workbench.of(Models.SUMS)) {
            assertThat(bench.signature("serving_default").inputs())
                    .extracting(TensorSpec::name, TensorSpec::dataType, TensorSpec::shape)
                    .containsExactly(
                            tuple("a", DataType.FLOAT32, Shape.of(-1, 2)),
                            tuple("b", DataType.FLOAT32, Shape.of(-1, 2)));
            Tensor a = NumericTensor.ofFloats(bench.memory(), Shape.of(1, 2), 5, 7);
            Tensor b = NumericTensor.ofFloats(bench.memory(), Shape.of(1, 2), 1, 2);
            Map<String, Tensor> answer = bench.run(Map.of("a", a, "b", b));

            assertThat(((NumericTensor) answer.get("sum")).toFloats()).containsExactly(6, 9);
            assertThat(((NumericTensor) answer.get("difference")).toFloats()).containsExactly(4, 5);
            answer.values().forEach(Tensor::close);
        }
    }

    @Test
    void anEndWithSeveralOutputsNeedsNames() {
        Path file = Models.at(Models.HALVES);
        assertThatThrownBy(() -> Workbench.of(file, Map.of()))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("ends in 'halves'")
                .hasMessageContaining("the option outputs must name tensors");
        try (Workbench bench = Workbench.of(file, Map.of("outputs", "right=halves:1"))) {
            Tensor a = NumericTensor.ofFloats(bench.memory(), Shape.of(1, 2), 5, 7);
            assertThat(bench.floats("serving_default", "right", Map.of("a", a))).containsExactly(7);
        }
    }

    @Test
    void aNameThatTheGraphDoesNotHaveIsAnsweredWithThoseItHas() {
        Path file = Models.at(Models.SUMS);
        for (String wrong : new String[] {"sum=total:0", "sum:1", "sum:x"}) {
            assertThatThrownBy(() -> Workbench.of(file, Map.of("outputs", wrong)))
                    .isInstanceOf(ServingException.class)
                    .hasMessageContaining("has no tensor")
                    .hasMessageContaining("Placeholders: a, b")
                    .hasMessageContaining("difference, sum");
        }
    }

    @Test
    void inspectionTellsWhatCouldBeNamed() {
        Inspection inspection = new TensorFlowEngine().inspect(Models.at(Models.SUMS));

        assertThat(inspection.format()).isEqualTo("TensorFlow frozen graph");
        assertThat(inspection.facts())
                .containsEntry("placeholders", "a, b")
                .containsEntry("values that nothing takes", "difference, sum");
    }

    @Test
    void aDirectoryWithOneGraphIsRecognized() throws Exception {
        TensorFlowEngine engine = new TensorFlowEngine();
        Files.copy(Models.at(Models.SUMS), directory.resolve("net.pb"));
        Files.writeString(directory.resolve("fingerprint.pb"), "?");
        assertThat(engine.recognizes(directory)).isTrue();

        Files.copy(Models.at(Models.SUMS), directory.resolve("other.pb"));
        assertThat(engine.recognizes(directory)).isFalse();
        assertThat(engine.recognizes(directory.resolve("other.pb"))).isTrue();
    }
}

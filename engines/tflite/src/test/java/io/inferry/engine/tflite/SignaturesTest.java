package io.inferry.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Inspection;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    @TempDir Path directory;

    @Test
    void aFileWithoutSignaturesIsCalledByItsTensorsNames() {
        try (Workbench bench = bench("half_plus_two")) {
            assertThat(bench.model().signatures().keySet()).containsExactly(Signature.DEFAULT_NAME);
            Signature signature = bench.signature(Signature.DEFAULT_NAME);
            assertThat(signature.inputs().stream().map(TensorSpec::name)).containsExactly("x");
            assertThat(signature.outputs().stream().map(TensorSpec::name)).containsExactly("y");
            assertThat(signature.method()).isEqualTo(Signature.PREDICT);
        }
    }

    @Test
    void aSignatureInTheMetadataGivesTensorsOtherNames() {
        try (Workbench bench = bench("half_plus_two_sigdef")) {
            Signature signature = bench.signature(Signature.DEFAULT_NAME);
            assertThat(signature.inputs())
                    .containsExactly(
                            new TensorSpec(
                                    "x",
                                    DataType.FLOAT32,
                                    Shape.of(Shape.UNKNOWN, 1),
                                    List.of(),
                                    "tflite_input:0"));
        }
    }

    @Test
    void everySignatureOfTheFormatIsServedByTheSameRunner() {
        Golden golden = Golden.read("two_ways");
        try (Workbench bench = bench("two_ways")) {
            assertThat(bench.model().signatures().keySet())
                    .containsExactlyInAnyOrder("add", "twice", Signature.DEFAULT_NAME);
            for (int round = 0; round < 3; round++) {
                for (GoldenCase each : golden.cases()) {
                    Map<String, Tensor> answer =
                            bench.run(each.signature(), each.inputTensors(Workbench.MEMORY));
                    each.assertMatches(answer, 0);
                }
            }
        }
    }

    @Test
    void withSeveralSignaturesAndNoDefaultOneTheFirstGraphIsTheDefault() {
        try (Workbench bench = bench("two_ways")) {
            Signature signature = bench.signature(Signature.DEFAULT_NAME);
            Tensor five = NumericTensor.ofLongs(Workbench.MEMORY, Shape.of(1), 5);
            Tensor two = NumericTensor.ofLongs(Workbench.MEMORY, Shape.of(1), 2);

            Map<String, Tensor> answer =
                    bench.run(
                            Map.of(
                                    signature.inputs().getFirst().name(), two,
                                    signature.inputs().getLast().name(), five));

            assertThat(answer.values())
                    .map(tensor -> ((NumericTensor) tensor).toLongs()[0])
                    .containsExactlyInAnyOrder(7L, 3L);
        }
    }

    @Test
    void anOperatorThatIsNotThereIsNamed() {
        Path file = Fixtures.copyModel("parse_example.tflite", directory);

        assertThatThrownBy(() -> Workbench.of(file, Map.of()))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNIMPLEMENTED))
                .hasMessageContaining("ParseExample")
                .hasMessageContaining("parse_example.tflite");
    }

    @Test
    void inspectionShowsSignaturesOfAFileThatCannotBeLoaded() {
        Path file = Fixtures.copyModel("parse_example.tflite", directory);

        Inspection inspection = new TfliteEngine().inspect(file);

        assertThat(inspection.signatures().getFirst().inputs().getFirst().name())
                .isEqualTo("input");
        assertThat(inspection.signatures().getFirst().outputs())
                .extracting(TensorSpec::dataType)
                .containsExactly(DataType.FLOAT32, DataType.STRING);
        assertThat(inspection.facts()).containsEntry("custom_operators", "ParseExampleV2");
    }

    private Workbench bench(String model) {
        return Workbench.of(Fixtures.copyModel(model + ".tflite", directory), Map.of());
    }
}

package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenTest {
    private final TensorMemory memory = TensorMemory.unpooled();

    @Test
    void aGoldenFileBecomesTensors() {
        Map<String, Tensor> inputs = Golden.read("digits_keras").first().inputTensors(memory);

        assertThat(inputs.get("x").shape()).isEqualTo(Shape.of(3, 64));
    }

    @Test
    void theRightAnswerMatchesItself() {
        GoldenCase golden = Golden.read("strings").first();

        golden.assertMatches(golden.outputTensors(memory), 0);
    }

    @Test
    void aWrongNumberIsNamed() {
        GoldenCase golden = Golden.read("digits_torch").first();
        Map<String, Tensor> wrong = golden.outputTensors(memory);
        Numbers.toDoubles((NumericTensor) wrong.get("probabilities"));
        ((NumericTensor) wrong.get("probabilities")).segment().fill((byte) 0);

        assertThatThrownBy(() -> golden.assertMatches(wrong, 1e-6))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'probabilities'[0]");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STRING")
    void everyNumericTypeHoldsSmallNumbers(DataType dataType) {
        NumericTensor tensor = Numbers.tensor(memory, dataType, Shape.of(3), 0, 1, 1);

        assertThat(Numbers.toDoubles(tensor)).containsExactly(0, 1, 1);
    }

    @Test
    void everyModelIsCopiedAsAVersion(@TempDir Path repository) throws Exception {
        for (String model : Fixtures.onnxModels()) {
            Path version = Fixtures.copyVersion(model, repository, "m", 7);

            assertThat(Files.readAllBytes(version.resolve("model.onnx")))
                    .isEqualTo(Fixtures.bytes(model));
        }
    }
}

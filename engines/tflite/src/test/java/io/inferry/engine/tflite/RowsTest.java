package io.inferry.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.contracts.Fixtures;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
    @TempDir Path directory;

    @Test
    void aFileOfOneRowTakesAnyNumberWhenATrialShowsThatItCan() {
        try (Workbench bench = bench("half_plus_two", Map.of())) {
            assertThat(rows(bench)).isEqualTo(Shape.UNKNOWN);
            for (int round = 0; round < 2; round++) {
                assertThat(answer(bench, 1, 2, 5)).containsExactly(2.5f, 3f, 4.5f);
                assertThat(answer(bench, 3)).containsExactly(3.5f);
            }
            assertThat(answer(bench)).isEmpty();
        }
    }

    @Test
    void aFileWhoseRowsAreNotIndependentKeepsItsOneRow() {
        try (Workbench bench = bench("fixed_row", Map.of())) {
            assertThat(rows(bench)).isEqualTo(1);
        }
    }

    @Test
    void theTrialCanBeSwitchedOff() {
        try (Workbench bench = bench("half_plus_two", Map.of("rows", "declared"))) {
            assertThat(rows(bench)).isEqualTo(1);
            assertThat(answer(bench, 3)).containsExactly(3.5f);
            assertThatThrownBy(() -> answer(bench, 1, 2)).isInstanceOf(ServingException.class);
        }
    }

    private Workbench bench(String model, Map<String, String> options) {
        return Workbench.of(Fixtures.copyModel(model + ".tflite", directory), options);
    }

    private static long rows(Workbench bench) {
        return bench.signature(Signature.DEFAULT_NAME).inputs().getFirst().shape().dim(0);
    }

    private static float[] answer(Workbench bench, float... x) {
        NumericTensor rows = NumericTensor.ofFloats(Workbench.MEMORY, Shape.of(x.length, 1), x);
        return ((NumericTensor) bench.run(Map.of("x", rows)).get("y")).toFloats();
    }
}

package io.inferry.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.Fixtures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunErrorsTest {
    @TempDir Path directory;

    @Test
    void valuesThatTheGraphRefusesAreTheCallersMistakeAndTheRunnerGoesOn() {
        try (Workbench bench = bench("dynamic")) {
            for (int round = 0; round < 3; round++) {
                assertThatThrownBy(() -> pick(bench, 7))
                        .isInstanceOfSatisfying(
                                ServingException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                        .hasMessageContaining("made/1")
                        .hasMessageContaining("gather");
                assertThat(pick(bench, 1)).containsExactly(2f);
            }
        }
    }

    @Test
    void shapesThatTheGraphRefusesAreTheCallersMistakeAndTheRunnerGoesOn() {
        try (Workbench bench = bench("two_ways")) {
            for (int round = 0; round < 2; round++) {
                assertThatThrownBy(() -> add(bench, new long[] {1, 2}, new long[] {1, 2, 3}))
                        .isInstanceOfSatisfying(
                                ServingException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                        .hasMessageContaining("[2]")
                        .hasMessageContaining("[3]");
                assertThat(add(bench, new long[] {1, 2}, new long[] {3, 4})).containsExactly(4, 6);
            }
        }
    }

    @Test
    void anOutputWhoseShapeFollowsFromValuesMayBeEmpty() {
        try (Workbench bench = bench("dynamic")) {
            Tensor positive = dynamic(bench, 0, -1, -2).get("positive");

            assertThat(positive.shape()).isEqualTo(Shape.of(0));
        }
    }

    @Test
    void stringsOfAnyBytesAndLengthComeBackAsTheyWere() {
        byte[] noText = {(byte) 0xff, 0, (byte) 0xfe};
        byte[] longOne = new byte[100_000];
        List<byte[]> words = List.of(noText, longOne, new byte[0]);
        try (Workbench bench = bench("texts")) {
            for (int count = 0; count <= words.size(); count++) {
                StringTensor texts = StringTensor.of(Shape.of(count), words.subList(0, count));
                Tensor columns = bench.run(Map.of("texts", texts)).get("columns");

                assertThat(columns.shape()).isEqualTo(Shape.of(count, 1));
                assertThat(((StringTensor) columns).elements())
                        .usingElementComparator((a, b) -> Arrays.equals(a, b) ? 0 : 1)
                        .isEqualTo(words.subList(0, count));
            }
        }
    }

    private Workbench bench(String model) {
        return Workbench.of(Fixtures.copyModel(model + ".tflite", directory), Map.of());
    }

    private static float[] pick(Workbench bench, int at) {
        return ((NumericTensor) dynamic(bench, at, 1, 2, 3).get("picked")).toFloats();
    }

    private static Map<String, Tensor> dynamic(Workbench bench, int at, float... x) {
        return bench.run(
                Map.of(
                        "x", NumericTensor.ofFloats(Workbench.MEMORY, Shape.of(x.length), x),
                        "at", NumericTensor.ofInts(Workbench.MEMORY, Shape.of(1), at)));
    }

    private static long[] add(Workbench bench, long[] a, long[] b) {
        Map<String, Tensor> inputs =
                Map.of(
                        "a", NumericTensor.ofLongs(Workbench.MEMORY, Shape.of(a.length), a),
                        "b", NumericTensor.ofLongs(Workbench.MEMORY, Shape.of(b.length), b));
        return ((NumericTensor) bench.run("add", inputs).get("sum")).toLongs();
    }
}

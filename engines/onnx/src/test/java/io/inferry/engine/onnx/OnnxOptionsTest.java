package io.inferry.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxOptionsTest {
    @TempDir Path directory;

    @Test
    void anUnknownKeyNamesTheNearest() {
        assertThatThrownBy(() -> OnnxOptions.parse(Map.of("intra_threads", "2")))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("'intra_threads'")
                .hasMessageContaining("'intra_op_threads'");
    }

    @ParameterizedTest
    @CsvSource({
        "intra_op_threads, many",
        "intra_op_threads, -1",
        "inter_op_threads, 100000",
        "graph_optimization, most",
        "execution_mode, both",
        "memory_pattern, yes",
        "cpu_arena, 1",
        "execution_providers, gpu",
        "execution_providers, cuda:x",
        "execution_providers, cuda:-1"
    })
    void aWrongValueNamesItsKey(String key, String value) {
        assertThatThrownBy(() -> OnnxOptions.parse(Map.of(key, value)))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @ParameterizedTest
    @CsvSource({
        "intra_op_threads, 2",
        "intra_op_threads, auto",
        "inter_op_threads, 2",
        "graph_optimization, disable",
        "graph_optimization, basic",
        "graph_optimization, extended",
        "graph_optimization, all",
        "execution_mode, parallel",
        "memory_pattern, false",
        "cpu_arena, false",
        "execution_providers, cpu"
    })
    void everyOptionLeavesTheAnswerAsItIs(String key, String value) {
        assertAnswersWith(Map.of(key, value));
    }

    @Test
    void aProviderThatIsNotThereIsLeftOutAndSaidSo() {
        try (var bench = digits(Map.of("execution_providers", "tensorrt, cuda:1, cpu"))) {
            assertThat(bench.model().metadata().get("execution_providers"))
                    .startsWith("cpu, not ")
                    .contains("tensorrt:0")
                    .contains("cuda:1");
        }
        assertAnswersWith(Map.of("execution_providers", "cuda"));
    }

    @Test
    void smallModelsUseOneThreadAndLargeOnesAll() {
        OnnxOptions options = OnnxOptions.parse(Map.of());

        assertThat(options.threadsFor(1000)).isEqualTo(1);
        assertThat(options.threadsFor(100_000_000))
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(OnnxOptions.parse(Map.of("intra_op_threads", "3")).threadsFor(1000))
                .isEqualTo(3);
    }

    private void assertAnswersWith(Map<String, String> options) {
        GoldenCase golden = Golden.read("digits_torch").first();
        try (var bench = digits(options)) {
            Map<String, Tensor> inputs = golden.inputTensors(bench.memory());
            Map<String, Tensor> answer = bench.run(inputs);
            golden.assertMatches(answer, 1e-5);
            List.of(inputs, answer).forEach(each -> each.values().forEach(Tensor::close));
        }
    }

    private Workbench digits(Map<String, String> options) {
        return Workbench.of(Fixtures.copyModel(Fixtures.DIGITS_TORCH, directory), options);
    }
}

package io.inferry.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;

class TensorFlowOptionsTest {
    @TempDir Path directory;

    @Test
    void anUnknownKeyNamesTheNearest() {
        assertThatThrownBy(() -> TensorFlowOptions.parse(Map.of("intra_threads", "2")))
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
        "xla, yes",
        "gpu_memory_fraction, 0",
        "gpu_memory_fraction, 1.5",
        "gpu_memory_fraction, half",
        "mixed_precision, float16"
    })
    void aWrongValueNamesItsKey(String key, String value) {
        assertThatThrownBy(() -> TensorFlowOptions.parse(Map.of(key, value)))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("option " + key + " is '" + value + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "intra_op_threads, 2",
        "intra_op_threads, auto",
        "inter_op_threads, 2",
        "xla, true",
        "tags, serve",
        "gpu_memory_fraction, 0.5",
        "mixed_precision, ''"
    })
    void everyOptionLeavesTheAnswerAsItIs(String key, String value) {
        assertAnswersWith(Map.of(key, value), 1e-5);
    }

    @Test
    void halfPrecisionIsNearlyAsGood() {
        assertAnswersWith(Map.of("mixed_precision", "bfloat16"), 0.02);
    }

    private static void assertAnswersWith(Map<String, String> options, double tolerance) {
        GoldenCase golden = Golden.read("digits_keras").first();
        try (Workbench bench = Workbench.of(Models.at(Models.DIGITS), options)) {
            Map<String, Tensor> answer = bench.run(golden.inputTensors(bench.memory()));
            golden.assertMatches(answer, tolerance);
            answer.values().forEach(Tensor::close);
        }
    }

    @Test
    void optionsBecomeTheSessionsConfiguration() {
        ConfigProto config =
                TensorFlowOptions.parse(
                                Map.of(
                                        "intra_op_threads", "2",
                                        "inter_op_threads", "3",
                                        "xla", "true",
                                        "gpu_memory_fraction", "0.25",
                                        "mixed_precision", "bfloat16"))
                        .config();

        assertThat(config.getIntraOpParallelismThreads()).isEqualTo(2);
        assertThat(config.getInterOpParallelismThreads()).isEqualTo(3);
        assertThat(config.getUsePerSessionThreads()).isTrue();
        assertThat(config.getAllowSoftPlacement()).isTrue();
        assertThat(config.getGraphOptions().getOptimizerOptions().getGlobalJitLevel())
                .isEqualTo(OptimizerOptions.GlobalJitLevel.ON_1);
        assertThat(config.getGpuOptions().getPerProcessGpuMemoryFraction()).isEqualTo(0.25);
        assertThat(
                        config.getGraphOptions()
                                .getRewriteOptions()
                                .getAutoMixedPrecisionOnednnBfloat16())
                .isEqualTo(RewriterConfig.Toggle.ON);
    }

    @Test
    void theSessionsFileIsReadAndOptionsAreSetOnIt() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("session.txt"),
                        "intra_op_parallelism_threads: 7\nlog_device_placement: true\n");
        TensorFlowOptions options =
                TensorFlowOptions.parse(
                        Map.of("session_config_file", file.toString(), "inter_op_threads", "2"));

        assertThat(options.config().getIntraOpParallelismThreads()).isEqualTo(7);
        assertThat(options.config().getLogDevicePlacement()).isTrue();
        assertThat(options.config().getInterOpParallelismThreads()).isEqualTo(2);

        Files.writeString(file, "intra_op_threads: 7");
        assertThatThrownBy(options::config)
                .hasMessageContaining("session.txt is no ConfigProto")
                .hasMessageContaining("intra_op_threads");
        Files.delete(file);
        assertThatThrownBy(options::config).hasMessageContaining("cannot be read");
    }
}

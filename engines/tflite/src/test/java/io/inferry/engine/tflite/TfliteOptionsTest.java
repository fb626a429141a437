package io.inferry.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TfliteOptionsTest {
    @TempDir Path directory;

    @Test
    void anUnknownKeyNamesTheNearest() {
        assertThatThrownBy(() -> TfliteOptions.parse(Map.of("thread", "2")))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("'thread'")
                .hasMessageContaining("'threads'");
    }

    @ParameterizedTest
    @CsvSource({"threads, many", "threads, -1", "threads, 100000", "rows, some", "checks, none"})
    void aWrongValueNamesItsKey(String key, String value) {
        assertThatThrownBy(() -> TfliteOptions.parse(Map.of(key, value)))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(key)
                .hasMessageContaining(value);
    }

    @ParameterizedTest
    @CsvSource({"threads, 1", "threads, 4", "rows, declared", "rows, auto", "checks, offsets"})
    void everyOptionLeavesTheAnswerAsItIs(String key, String value) {
        GoldenCase golden = Golden.read("digits").first();
        Path file = Fixtures.copyModel("digits.tflite", directory);
        try (Workbench bench = Workbench.of(file, Map.of(key, value))) {
            golden.assertMatches(bench.run(golden.inputTensors(Workbench.MEMORY)), 1e-5);
        }
    }
}

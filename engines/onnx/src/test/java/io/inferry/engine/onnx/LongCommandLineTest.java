package io.inferry.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.contracts.Fixtures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongCommandLineTest {
    /** An ordinary class path of a large program. */
    private static final int ARGUMENT_BYTES = 60_000;

    @TempDir Path directory;

    @Test
    void aModelLoadsInAProcessWithALongCommandLine() throws Exception {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dpadding=" + "x".repeat(ARGUMENT_BYTES),
                        LoadOne.class.getName(),
                        Fixtures.copyModel(Fixtures.DIGITS_TORCH, directory).toString());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));

        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    /** Loads the model that its argument names, on the main thread. */
    static final class LoadOne {
        private LoadOne() {}

        public static void main(String[] arguments) {
            try (var bench = Workbench.of(Path.of(arguments[0]), Map.of())) {
                assertThat(bench).isNotNull();
            }
        }
    }
}

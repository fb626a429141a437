package io.inferry.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.api.ServingException;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @Test
    void aLongCommandLineIsRefusedWithBothSizesAndTheWayOut() {
        assertThatCode(() -> CommandLine.refuseTooLong(CommandLine.BYTES_MAX))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> CommandLine.refuseTooLong(CommandLine.BYTES_MAX + 1))
                .withMessageContaining("3801")
                .withMessageContaining("3800")
                .withMessageContaining("CLASSPATH");
    }

    @Test
    void aJvmStartedWithALongClassPathLivesAndSaysWhy(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/cmdline")), "no /proc on this system");
        Path model = Fixtures.copyModel(Fixtures.DIGITS_KERAS, folder.resolve("model.onnx"));
        String filler = (File.pathSeparator + "/nowhere/" + "x".repeat(90)).repeat(60);
        var builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path") + filler,
                                "--enable-native-access=ALL-UNNAMED",
                                Loading.class.getName(),
                                model.toString()));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("command line is");
        assertThat(process.exitValue()).as(said).isEqualTo(1);
    }

    /** Loads a model in a JVM of its own. */
    static final class Loading {
        private Loading() {}

        public static void main(String[] arguments) {
            new OnnxEngine()
                    .load(
                            new LoadRequest(
                                    new ModelId("digits", 1),
                                    Path.of(arguments[0]),
                                    Map.of(),
                                    TensorMemory.unpooled()))
                    .close();
        }
    }
}

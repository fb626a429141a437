package io.inferry.server.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The program as a process of its own. */
class StopTest {
    private static final String SAMPLES = Path.of("src", "dist", "models").toString();

    @Test
    void aServerThatIsToldToStopEndsWithStatusZero() throws Exception {
        Process process = start("serve", "--models", SAMPLES, "--host", "127.0.0.1");
        try (var out = process.inputReader()) {
            awaitLine(out, "inferry serves");

            process.destroy();

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aMistakeInTheConfigurationEndsWithStatusOneAndAllProblems() throws Exception {
        Process process = start("serve", "--set", "hots=x", "--set", "event_loops=many");

        String text = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(text)
                .contains("hots is not known; the nearest key is host")
                .contains("event_loops must be a whole number")
                .doesNotContain("\tat ");
    }

    private static Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        if (arguments.length > 3) {
            for (String listener :
                    List.of(
                            "tensorflow_rest",
                            "openinference_rest",
                            "openinference_grpc",
                            "admin")) {
                command.add("--port");
                command.add(listener + "=0");
            }
        }
        return new ProcessBuilder(command).start();
    }

    private static void awaitLine(BufferedReader out, String start) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(start)) {
            line = out.readLine();
        }
        assertThat(line).as("the process ended first").isNotNull();
    }
}

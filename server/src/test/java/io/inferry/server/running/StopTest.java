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
    private static final List<String> ON_FREE_PORTS =
            List.of(
                    "--host=127.0.0.1",
                    "--port=tensorflow_rest=0",
                    "--port=tensorflow_grpc=0",
                    "--port=openinference_rest=0",
                    "--port=openinference_grpc=0",
                    "--port=admin=0");

    @Test
    void aServerThatIsToldToStopEndsWithStatusZero() throws Exception {
        Process process = start("serve", "--models=" + SAMPLES);
        try (var out = process.inputReader()) {
            awaitLine(process, out, "inferry serves");

            process.toHandle().destroy();

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aMistakeInTheConfigurationEndsWithStatusOneAndAllProblems() throws Exception {
        Process process = start("serve", "--set", "hots=x", "--set", "event_loops=many");

        String text = errors(process);

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
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        command.addAll(ON_FREE_PORTS);
        var builder = new ProcessBuilder(command);
        // Not as an argument: ONNX Runtime 1.29 overflows the stack over a long command line.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    private static void awaitLine(Process process, BufferedReader out, String start)
            throws IOException {
        var said = new ArrayList<String>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(start)) {
                return;
            }
            said.add(line);
        }
        throw new AssertionError(process + " ended: " + said + errors(process));
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}

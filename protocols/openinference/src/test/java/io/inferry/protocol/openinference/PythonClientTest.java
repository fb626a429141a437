package io.inferry.protocol.openinference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.contracts.Fixtures;
import io.inferry.contracts.ProtocolServer;
import io.inferry.transport.listen.ListenLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client in another language. The Python to use may be named by INFERRY_PYTHON. */
class PythonClientTest {
    private static final String PYTHON =
            Optional.ofNullable(System.getenv("INFERRY_PYTHON")).orElse("python3");

    @Test
    void pythonIsAnsweredOverBothWires(@TempDir Path folder) throws Exception {
        assumeTrue(
                canImportGrpc(),
                PYTHON + " has no grpcio and grpcio-tools: the Python client was not run");
        Path script = Files.writeString(folder.resolve("client.py"), script());
        Path golden =
                Files.write(
                        folder.resolve("golden.json"), Fixtures.bytes("digits_keras.golden.json"));
        Path models = folder.resolve("models");
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 1);

        try (ProtocolServer server =
                ProtocolServer.start(models, new OpenInferenceProtocol(), ListenLimits.STANDARD)) {
            String said =
                    run(
                            PYTHON,
                            script.toString(),
                            Integer.toString(server.port(OpenInferenceProtocol.REST_LISTENER)),
                            Integer.toString(server.port(OpenInferenceProtocol.GRPC_LISTENER)),
                            Path.of("src/main/proto").toAbsolutePath().toString(),
                            golden.toString());

            assertThat(said).endsWith("ok\n");
            server.awaitNoTensors();
        }
    }

    private static boolean canImportGrpc() throws InterruptedException {
        try {
            return run(PYTHON, "-c", "import grpc, grpc_tools; print('there')").endsWith("there\n");
        } catch (IOException noPython) {
            return false;
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static String script() throws IOException {
        try (var script = PythonClientTest.class.getResourceAsStream("/open_inference_client.py")) {
            return new String(
                    Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

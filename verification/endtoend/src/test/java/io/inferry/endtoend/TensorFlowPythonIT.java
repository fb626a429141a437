package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client that most users of TensorFlow Serving have, over a port and over a Unix socket. */
class TensorFlowPythonIT {
    private static final String PYTHON =
            Optional.ofNullable(System.getenv("INFERRY_PYTHON")).orElse("python3");

    @TempDir private Path folder;

    @Test
    void pythonIsAnsweredOverPortAndSocket() throws Exception {
        assumeTrue(
                canImportGrpc(),
                PYTHON + " has no grpcio and grpcio-tools: the Python client was not run");
        Path models =
                Files.writeString(
                        folder.resolve("models.config"),
                        """
                        model_config_list {
                          config { name: "digits" base_path: "%s" model_platform: "tensorflow" }
                          config { name: "half" base_path: "%s" model_platform: "tensorflow" }
                        }
                        """
                                .formatted(
                                        SavedModels.of("digits_keras"),
                                        SavedModels.of("saved_model_half_plus_two_cpu")));
        Path socket = folder.resolve("grpc.sock");

        try (var server =
                TensorFlowServer.start(
                        folder, "--model_config_file=" + models, "--grpc_socket_path=" + socket)) {
            for (String target : List.of("127.0.0.1:" + server.grpcPort(), "unix:" + socket)) {
                Command ran = call(target);
                assertThat(ran.out()).as(server.output()).endsWith("ok\n");
            }
        }
    }

    private static Command call(String target) throws Exception {
        Path script =
                Packaged.root()
                        .resolve(
                                "verification/endtoend/src/test/resources/tensorflow_serving_client.py");
        Path protos = Packaged.root().resolve("protocols/tfserving-messages/src/main/proto");
        return Command.run(
                List.of(
                        PYTHON,
                        script.toString(),
                        target,
                        protos.toString(),
                        SavedModels.of("digits_keras.golden.json").toString()));
    }

    private static boolean canImportGrpc() throws Exception {
        try {
            return Command.run(List.of(PYTHON, "-c", "import grpc, grpc_tools; print('there')"))
                    .out()
                    .endsWith("there\n");
        } catch (IOException noPython) {
            return false;
        }
    }
}

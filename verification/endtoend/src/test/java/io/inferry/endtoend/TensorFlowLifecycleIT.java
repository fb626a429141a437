package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions, reloads and ends of a {@code tensorflow_model_server}. */
class TensorFlowLifecycleIT {
    private static final String HALF = "/v1/models/half:predict";
    private static final String TWO = "{\"instances\": [2.0]}";

    @TempDir private Path folder;

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private Path half(int version) throws IOException {
        Path half = folder.resolve("half");
        copy(SavedModels.of("half_plus_two").resolve("" + version), half.resolve("" + version));
        return half;
    }

    /** A configuration file of one model, put in the old one's place whole. */
    private Path configured(String name, String model) throws IOException {
        Path fresh =
                Files.writeString(
                        folder.resolve("fresh.config"),
                        "model_config_list { config { name: \"%s\" base_path: \"%s\" model_platform: \"tensorflow\" } }\n"
                                .formatted(name, SavedModels.of(model)));
        return Files.move(fresh, folder.resolve("models.config"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aNewVersionGoesLiveAndADeletedOneLeaves() throws Exception {
        try (var server =
                TensorFlowServer.start(
                        folder, "--model_name=half", "--model_base_path=" + half(1))) {
            assertThat(server.post(HALF, TWO).body()).contains("3.0");

            half(2);
            server.awaitAnswer(HALF, TWO, "4.0");

            Files.move(folder.resolve("half/2"), folder.resolve("half/2.withdrawn"));
            server.awaitAnswer(HALF, TWO, "3.0");
        }
    }

    @Test
    void theConfigFileIsPolledAndIsTheWholeList() throws Exception {
        Path config = configured("two", "saved_model_half_plus_two_cpu");
        try (var server =
                TensorFlowServer.start(
                        folder,
                        "--model_config_file=" + config,
                        "--model_config_file_poll_wait_seconds=1")) {
            configured("three", "saved_model_half_plus_three");
            server.awaitAnswer("/v1/models/three:predict", TWO, "4.0");
            server.awaitAnswer("/v1/models/two:predict", TWO, "Servable not found");

            Files.writeString(config, "model_config_list { config { nonsense");
            server.await(
                    "a complaint",
                    () -> server.output().contains("tensorflow.serving.ModelServerConfig"));
            assertThat(server.post("/v1/models/three:predict", TWO).body()).contains("4.0");
        }
    }

    @Test
    void reloadByGrpcAnswersWhenTheNewModelDoes() throws Exception {
        Path config = configured("two", "saved_model_half_plus_two_cpu");
        try (var server = TensorFlowServer.start(folder, "--model_config_file=" + config)) {
            List<String> answers =
                    server.call(
                            "reload",
                            "two=" + SavedModels.of("saved_model_half_plus_two_cpu"),
                            "three=" + SavedModels.of("saved_model_half_plus_three"),
                            "--",
                            "predict",
                            "three",
                            "serving_default",
                            "x=2.0",
                            "--",
                            "reload",
                            "two=relative/path",
                            "--",
                            "reload",
                            "three=" + SavedModels.of("saved_model_half_plus_three"));

            assertThat(answers.get(0)).isEqualTo("status { }");
            assertThat(answers.get(1)).contains("float_val: 4.0");
            assertThat(answers.get(2))
                    .contains("INVALID_ARGUMENT")
                    .contains(
                            "Expected model two to have an absolute path or URI; got base_path()=");
            server.awaitAnswer("/v1/models/two:predict", TWO, "Servable not found");
        }
    }

    @Test
    void aBrokenVersionLeavesTheOldOneAndSaysWhy() throws Exception {
        try (var server =
                TensorFlowServer.start(
                        folder, "--model_name=half", "--model_base_path=" + half(1))) {
            Path broken = folder.resolve("half/7");
            Files.createDirectories(broken);
            Files.write(
                    broken.resolve("saved_model.pb"),
                    Files.readAllBytes(folder.resolve("half/1/saved_model.pb")));

            server.await("a failed version", () -> statusOf(server).contains("\"END\""));
            assertThat(statusOf(server)).contains("AVAILABLE", "variables");
            assertThat(server.post(HALF, TWO).body()).contains("3.0");
        }
    }

    static String statusOf(TensorFlowServer server) {
        try {
            return server.get("/v1/models/half").body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Test
    void aWrongConfigFileEndsTheStartInUpstreamsWords() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.config"), "improbable { }");
        try (var server = TensorFlowServer.launch(folder, "--model_config_file=" + wrong)) {
            assertThat(server.awaitEnd()).isEqualTo(255);
            assertThat(server.output())
                    .contains("Error parsing text-format tensorflow.serving.ModelServerConfig")
                    .contains("Failed to start server. Error: ")
                    .contains("Invalid protobuf file: '" + wrong + "'");
        }
    }

    @Test
    void aTermSignalDrainsAndEndsWell() throws Exception {
        try (var server =
                TensorFlowServer.start(
                        folder,
                        "--model_name=half",
                        SavedModels.base("saved_model_half_plus_two_cpu"))) {
            assertThat(server.terminate()).as(server.output()).isZero();
        }
    }

    @Test
    void theContainersVariablesNameTheModel() throws Exception {
        half(1);
        try (var server =
                TensorFlowServer.startContainer(
                        folder,
                        Map.of("MODEL_NAME", "half", "MODEL_BASE_PATH", folder.toString()))) {
            assertThat(server.post(HALF, TWO).body()).contains("3.0");
        }
    }
}

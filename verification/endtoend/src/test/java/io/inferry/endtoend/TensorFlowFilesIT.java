package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TensorFlow Serving's files beside the models: batching, TFLite, warm-up, request logs. */
class TensorFlowFilesIT {
    private static final String PREDICT = "/v1/models/half:predict";
    private static final String TWO = "{\"instances\": [2.0]}";

    @TempDir private Path folder;

    @Test
    void batchingParametersBoundARequest() throws Exception {
        Path parameters =
                Files.writeString(
                        folder.resolve("batching.config"),
                        """
                        max_batch_size { value: 4 }
                        batch_timeout_micros { value: 1000 }
                        max_enqueued_batches { value: 10 }
                        num_batch_threads { value: 2 }
                        allowed_batch_sizes: 2
                        allowed_batch_sizes: 4
                        """);
        try (var server =
                TensorFlowServer.start(
                        folder,
                        "--model_name=half",
                        SavedModels.base("saved_model_half_plus_two_cpu"),
                        "--enable_batching",
                        "--batching_parameters_file=" + parameters)) {
            assertThat(server.post(PREDICT, "{\"instances\": [1.0, 2.0, 5.0]}").body())
                    .contains("2.5, 3.0, 4.5");
            assertThat(server.post(PREDICT, "{\"instances\": [1, 2, 3, 4, 5]}").body())
                    .contains("Task size 5 is larger than maximum input batch size 4");
        }
    }

    @Test
    void aTfliteModelIsServedWhereTheFlagPrefersIt() throws Exception {
        Path version = Files.createDirectories(folder.resolve("half/1"));
        Files.copy(
                Packaged.root()
                        .resolve(
                                "engines/tflite/src/test/resources/io/inferry/contracts/models/half_plus_two_sigdef.tflite"),
                version.resolve("model.tflite"));
        try (var server =
                TensorFlowServer.start(
                        folder,
                        "--model_name=half",
                        "--model_base_path=" + folder.resolve("half"),
                        "--prefer_tflite_model")) {
            assertThat(server.post(PREDICT, "{\"instances\": [[1.0], [2.0], [5.0]]}").body())
                    .contains("2.5", "3.0", "4.5");
        }
    }

    @Test
    void loggedRequestsWarmTheNextVersionUp() throws Exception {
        Path half = Files.createDirectories(folder.resolve("half"));
        TensorFlowLifecycleIT.copy(SavedModels.of("half_plus_two/1"), half.resolve("1"));
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Path models =
                Files.writeString(
                        folder.resolve("models.config"),
                        """
                        model_config_list { config {
                          name: "half" base_path: "%s" model_platform: "tensorflow"
                          logging_config {
                            log_collector_config { type: "" filename_prefix: "%s" }
                            sampling_config { sampling_rate: 1.0 }
                          }
                        } }
                        """
                                .formatted(half, logs.resolve("requests")));
        try (var server = TensorFlowServer.start(folder, "--model_config_file=" + models)) {
            assertThat(server.post(PREDICT, TWO).body()).contains("3.0");
            assertThat(server.call("predict", "half", "serving_default", "x=6").getFirst())
                    .contains("float_val: 5.0");
            server.await("logged requests", () -> loggedBytes(logs) > 0);

            Path next = folder.resolve("next");
            TensorFlowLifecycleIT.copy(SavedModels.of("half_plus_two/2"), next);
            Files.createDirectories(next.resolve("assets.extra"));
            Files.copy(
                    logged(logs).getFirst(),
                    next.resolve("assets.extra/tf_serving_warmup_requests"));
            Files.move(next, half.resolve("2"));
            server.awaitAnswer(PREDICT, TWO, "4.0");

            Path broken = folder.resolve("broken");
            TensorFlowLifecycleIT.copy(half.resolve("2"), broken);
            Path records = broken.resolve("assets.extra/tf_serving_warmup_requests");
            byte[] bytes = Files.readAllBytes(records);
            bytes[bytes.length / 2] ^= 1;
            Files.write(records, bytes);
            Files.move(broken, half.resolve("3"));
            server.await(
                    "a refused version",
                    () -> TensorFlowLifecycleIT.statusOf(server).contains("TFRecord format"));
            assertThat(server.post(PREDICT, TWO).body()).contains("4.0");
        }
    }

    private static long loggedBytes(Path logs) {
        try {
            List<Path> files = logged(logs);
            return files.isEmpty() ? 0 : Files.size(files.getFirst());
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<Path> logged(Path logs) throws IOException {
        try (var files = Files.list(logs)) {
            return files.sorted().toList();
        }
    }

    @Test
    void withoutThePlugInTheStatusSaysTheOneCommand() throws Exception {
        Path models = folder.resolve("models");
        TensorFlowLifecycleIT.copy(SavedModels.of("half_plus_two/1"), models.resolve("half/1"));

        try (var server = RunningServer.serve(models)) {
            server.await(
                    "the reason",
                    () -> {
                        try {
                            return server.get("tensorflow_rest", "/v1/models/half")
                                    .body()
                                    .contains("inferry plugin add tensorflow");
                        } catch (IOException e) {
                            return false;
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            return false;
                        }
                    });
        }
    }
}

package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.contracts.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeIT {
    @TempDir private Path folder;

    private Repository repository() {
        return new Repository(folder);
    }

    @Test
    void aModelAnswersOverEveryProtocolWhatItsFrameworkAnswers() throws Exception {
        repository().add(Fixtures.DIGITS_KERAS, "digits", 1);
        try (var server = RunningServer.serve(folder).awaitReady()) {
            Question.assertPredictions(
                    server.post("tensorflow_rest", Question.PREDICT, Question.instances()).body());
            Question.assertOutputs(
                    server.post("openinference_rest", "/v2/models/digits/infer", Question.tensors())
                            .body());
        }
    }

    @Test
    void theEasyFormServesAFileAsVersionOne() throws Exception {
        Fixtures.copyModel(Fixtures.DIGITS_KERAS, folder.resolve("digits.onnx"));
        try (var server = RunningServer.serve(folder).awaitReady()) {
            assertThat(server.state("digits", 1)).isEqualTo("AVAILABLE");
            Question.assertPredictions(
                    server.post(
                                    "tensorflow_rest",
                                    "/v1/models/digits/versions/1:predict",
                                    Question.instances())
                            .body());
        }
    }

    @Test
    void brokenModelsSayWhyAndHurtNobody() throws Exception {
        repository().add(Fixtures.DIGITS_KERAS, "digits", 1);
        Path truncated =
                Files.createDirectories(folder.resolve("truncated/1")).resolve("model.onnx");
        byte[] whole = Fixtures.bytes(Fixtures.DIGITS_KERAS);
        Files.write(truncated, Arrays.copyOf(whole, whole.length / 2));
        Files.createDirectories(folder.resolve("directory/1/model.onnx"));
        Files.createDirectories(folder.resolve("settings/1"));
        Fixtures.copyModel(Fixtures.DIGITS_KERAS, folder.resolve("settings/1/model.onnx"));
        repository().settings("settings", "batchin: {rows_max: 4}\n");

        try (var server = RunningServer.serve(folder)) {
            server.awaitState("digits", 1, "AVAILABLE");
            server.awaitState("truncated", 1, "FAILED");
            server.awaitState("settings", 1, "FAILED");

            String page = server.get("admin", "/api/models").body();
            assertThat(page).contains("truncated").contains("batching");
            assertThat(server.get("admin", "/readyz").statusCode()).isEqualTo(503);
            assertThat(server.get("admin", "/livez").statusCode()).isEqualTo(200);
            Question.assertPredictions(
                    server.post("tensorflow_rest", Question.PREDICT, Question.instances()).body());
        }
    }

    @Test
    void labelsAndRollbackChangeWhoAnswersAtOnce() throws Exception {
        repository().settings("digits", "versions: all\n");
        repository().add(Fixtures.DIGITS_KERAS, "digits", 1);
        repository().add(Fixtures.DIGITS_KERAS, "digits", 2);
        try (var server = RunningServer.serve(folder).awaitReady()) {
            server.awaitState("digits", 1, "AVAILABLE");
            server.awaitState("digits", 2, "AVAILABLE");
            assertThat(
                            server.send(
                                            "PUT",
                                            "admin",
                                            "/api/models/digits/labels/stable",
                                            "{\"version\": 1}")
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(answering(server, "/v2/models/digits/versions/stable/infer"))
                    .contains("\"1\"");
            assertThat(answering(server, "/v2/models/digits/infer")).contains("\"2\"");

            assertThat(server.post("admin", "/api/models/digits/rollback", "").body())
                    .contains("\"answering\" : 1");
            assertThat(answering(server, "/v2/models/digits/infer")).contains("\"1\"");
        }
    }

    private static String answering(RunningServer server, String target) throws Exception {
        return server.post("openinference_rest", target, Question.tensors())
                .body()
                .replaceAll("(?s).*\"model_version\"\\s*:\\s*(\"[^\"]*\").*", "$1");
    }
}

package io.inferry.engine.pmml;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.contracts.Fixtures;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.transport.listen.ListenLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PMML file behind a real server. */
class PmmlServerTest {
    private static final String NURSE =
            """
            {"inputs": [
             {"name": "age", "shape": [2], "datatype": "INT64", "data": [20, 40]},
             {"name": "job", "shape": [2], "datatype": "BYTES", "data": ["none", "nurse"]}],
             "outputs": [{"name": "label"}, {"name": "probabilities"}]}
            """;

    @TempDir Path models;

    private final HttpClient client = HttpClient.newHttpClient();
    private ProtocolServer server;

    @BeforeEach
    void start() throws Exception {
        Path version = Files.createDirectories(models.resolve("tree").resolve("1"));
        Fixtures.copyModel("tree.pmml", version.resolve("model.pmml"));
        server = ProtocolServer.start(models, new OpenInferenceProtocol(), ListenLimits.STANDARD);
    }

    @AfterEach
    void stop() {
        server.awaitNoTensors();
        server.close();
        client.close();
    }

    @Test
    void columnsAreAnsweredWithLabelsAndProbabilities() throws Exception {
        HttpResponse<String> answer = infer(NURSE);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().replace(" ", ""))
                .contains("[\"no\",\"yes\"]")
                .contains("[0.9,0.1,0.1,0.9]");
    }

    @Test
    void aColumnThatTheModelCanDoWithoutMayBeLeftOut() throws Exception {
        HttpResponse<String> answer =
                infer(
                        """
                        {"inputs": [
                         {"name": "age", "shape": [1], "datatype": "FP64", "data": [50]}],
                         "outputs": [{"name": "label"}]}
                        """);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("yes");
    }

    @Test
    void anInvalidValueIsTheCallersErrorByColumnAndRow() throws Exception {
        HttpResponse<String> answer = infer(NURSE.replace("nurse", "pirate"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("column 'job', row 1: 'pirate' is none of [clerk, nurse, none]");
    }

    private HttpResponse<String> infer(String body) throws Exception {
        URI uri =
                URI.create(
                        "http://localhost:%d/v2/models/tree/infer"
                                .formatted(server.port(OpenInferenceProtocol.REST_LISTENER)));
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}

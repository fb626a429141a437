package io.inferry.engine.pfa;

import io.inferry.api.engine.Engine;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.transport.listen.ListenLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real server with the fixtures of this module, and a client of it. */
final class ScoringServer implements AutoCloseable {
    private final ProtocolServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private ScoringServer(ProtocolServer server) {
        this.server = server;
    }

    /** Serves the fixtures named, each as version 1, with one engine. */
    static ScoringServer start(Engine engine, Path models, String... fixtures) {
        for (String fixture : fixtures) {
            try {
                Path version = models.resolve(fixture).resolve("1");
                Files.createDirectories(version);
                Fixtures.copyModel(fixture + ".pfa", version);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ScoringServer(
                ProtocolServer.start(
                        ProtocolServer.over(models).engine(engine).start(),
                        new OpenInferenceProtocol(),
                        ListenLimits.STANDARD,
                        Map.of()));
    }

    /** The answer's status and body. */
    String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    /** Asks a model for a prediction. */
    String infer(String model, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(uri("/v2/models/" + model + "/infer"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private URI uri(String path) {
        int port = server.port(OpenInferenceProtocol.REST_LISTENER);
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Override
    public void close() {
        server.awaitNoTensors();
        client.close();
        server.close();
    }
}

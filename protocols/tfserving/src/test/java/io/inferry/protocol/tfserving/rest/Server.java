package io.inferry.protocol.tfserving.rest;

import io.inferry.contracts.ProtocolServer;
import io.inferry.core.Serving;
import io.inferry.protocol.tfserving.TensorFlowServing;
import io.inferry.transport.listen.ListenLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;

/** A real server with this protocol, and a client that asks it. */
final class Server implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ProtocolServer server;

    Server(Path models, Map<String, String> options) {
        server =
                ProtocolServer.start(
                        models, new TensorFlowServing(), ListenLimits.STANDARD, options);
    }

    /** Before models that are loaded already; closes them too. */
    Server(Serving serving, Map<String, String> options) {
        server =
                ProtocolServer.start(
                        serving, new TensorFlowServing(), ListenLimits.STANDARD, options);
    }

    ProtocolServer behind() {
        return server;
    }

    HttpResponse<String> get(String path) {
        return ask("GET", path, "");
    }

    HttpResponse<String> post(String path, String body) {
        return ask("POST", path, body);
    }

    HttpResponse<String> predict(String model, String body) {
        return post("/v1/models/" + model + ":predict", body);
    }

    HttpResponse<String> ask(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + server.port("tensorflow_rest")
                                                + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}

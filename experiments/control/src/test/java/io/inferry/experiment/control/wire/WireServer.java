package io.inferry.experiment.control.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.inference.Exchange;
import io.inferry.api.observer.Observer;
import io.inferry.api.settings.ExperimentSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.ProtocolServer;
import io.inferry.core.Serving;
import io.inferry.experiment.control.Experiments;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.listen.ListenSettings;
import io.inferry.transport.listen.Listeners;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server with two versions of a model, experiments, and nothing but their protocol. */
final class WireServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> ids = new ConcurrentLinkedQueue<>();
    private final Experiments experiments = new Experiments();
    private final Serving serving;
    private final Listeners listeners;

    WireServer(Path models) throws IOException {
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 1);
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 2);
        Files.createFile(models.resolve("digits").resolve(ModelSettingsReader.FILE_NAME));
        experiments.open(ExperimentSettings.STANDARD);
        serving =
                ProtocolServer.over(models)
                        .settingsReader(file -> allVersions())
                        .observers(List.of(experiments, idsOf()))
                        .start();
        listeners =
                Listeners.open(
                        ListenSettings.onFreePorts(),
                        new ExperimentsProtocol().endpoints(context(Map.of())));
    }

    private static ModelSettings allVersions() {
        ModelSettings standard = ModelSettings.STANDARD;
        return new ModelSettings(
                standard.engine(),
                new VersionSelection.All(),
                standard.labels(),
                standard.batching(),
                standard.instances(),
                standard.warmup(),
                standard.limits(),
                standard.engineOptions());
    }

    private Observer idsOf() {
        return new Observer() {
            @Override
            public void routed(Exchange exchange) {
                exchange.assignment().ifPresent(choice -> ids.add(choice.id()));
            }
        };
    }

    ProtocolContext context(Map<String, String> options) {
        return new ProtocolContext(
                serving.inference(), serving.management(), List.of(experiments), options);
    }

    Experiments experiments() {
        return experiments;
    }

    int port(String listener) {
        return listeners.port(listener);
    }

    /** Has the model answer one request, and tells its id. */
    String answered() {
        Map<String, Tensor> inputs =
                Golden.read("digits_keras").first().inputTensors(TensorMemory.unpooled());
        serving.predict("digits", inputs).values().forEach(Tensor::close);
        return ids.remove();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return send("admin", method, path, HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(
            String listener, String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port(listener) + path);
        return http.send(
                HttpRequest.newBuilder(uri).method(method, body).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        http.close();
        listeners.close();
        experiments.close();
        serving.close();
    }
}

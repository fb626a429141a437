package io.inferry.toolkit.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One model of a running server. */
final class ModelClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI model;
    private final URI table;
    private final Duration timeout;

    ModelClient(URI server, String name, Optional<String> version, Duration timeout) {
        String base = server.toString().endsWith("/") ? server.toString() : server + "/";
        this.model =
                URI.create(
                        base
                                + "v2/models/"
                                + encoded(name)
                                + version.map(text -> "/versions/" + encoded(text)).orElse(""));
        this.table =
                URI.create(
                        base
                                + "v1/models/"
                                + encoded(name)
                                + version.map(ModelClient::part).orElse(""));
        this.timeout = timeout;
    }

    private static String part(String version) {
        boolean isNumber = version.chars().allMatch(Character::isDigit);
        return (isNumber ? "/versions/" : "/labels/") + encoded(version);
    }

    /** The inputs that the model takes. */
    List<InputSpec> inputs() throws IOException, InterruptedException {
        JsonNode metadata = send(HttpRequest.newBuilder(model).timeout(timeout).build());
        List<InputSpec> inputs = new ArrayList<>();
        for (JsonNode input : metadata.path("inputs")) {
            List<Long> shape = new ArrayList<>();
            input.path("shape").forEach(dim -> shape.add(dim.longValue()));
            inputs.add(
                    new InputSpec(
                            input.path("name").textValue(),
                            input.path("datatype").textValue(),
                            shape));
        }
        return inputs;
    }

    /** The server's answer to an Open Inference request. */
    JsonNode infer(JsonNode request) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(model + "/infer"))
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JsonText.write(request)))
                        .build());
    }

    /**
     * The server's answer to the rows of a table, or its explanation of it.
     *
     * @param csv with names of columns in its first line
     */
    JsonNode score(String csv, boolean explained) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(table + (explained ? ":explain" : ":predict")))
                        .timeout(timeout)
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(csv))
                        .build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new PredictException(
                    "no server answers at " + request.uri() + "; start one with: inferry demo");
        } catch (HttpTimeoutException e) {
            throw new PredictException(
                    "no answer from " + request.uri() + " within " + timeout.toSeconds() + " s");
        }
        JsonNode body;
        try {
            body = JsonText.read(response.body());
        } catch (JsonProcessingException e) {
            throw new PredictException(
                    request.uri()
                            + " answered "
                            + response.statusCode()
                            + " with something that is not JSON");
        }
        if (response.statusCode() != 200) {
            throw new PredictException(
                    "the server answered "
                            + response.statusCode()
                            + ": "
                            + body.path("error").asText(response.body()));
        }
        return body;
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

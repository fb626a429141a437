package io.inferry.experiment.command.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A server that answers in JSON. Every wait is bounded; every failure says which server it was. */
public final class RemoteServer implements AutoCloseable {
    /** A larger answer is refused. */
    private static final long ANSWER_BYTES_MAX = 64L << 20;

    private final HttpClient http;
    private final String name;
    private final String base;
    private final Duration timeout;
    private final Map<String, String> headers;

    /**
     * Asks nothing yet.
     *
     * @param name of what is expected there, for messages: {@code an Inferry server}
     * @param url with or without a path
     * @param timeout of each request
     * @param headers sent with each request
     */
    public RemoteServer(String name, URI url, Duration timeout, Map<String, String> headers) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || isHttps(url))) {
            throw ServingException.invalidArgument(
                    "'" + url + "' is no URL of a server, as http://127.0.0.1:8090 is one");
        }
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
        this.name = name;
        this.base = url.toString().replaceAll("/+$", "");
        this.timeout = timeout;
        this.headers = Map.copyOf(headers);
    }

    private static boolean isHttps(URI url) {
        return "https".equals(url.getScheme());
    }

    /** One segment of a path, or one value of a query, as a URL has it. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Asks. */
    public JsonNode get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    /** Tells. */
    public JsonNode post(String path, String contentType, String body) throws InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body)));
    }

    /** Removes. */
    public JsonNode delete(String path) throws InterruptedException {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout);
        headers.forEach(request::header);
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        HttpResponse<String> answer;
        try {
            answer =
                    http.send(
                            request.header("Accept", "application/json").build(),
                            BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX));
        } catch (ConnectException e) {
            throw ServingException.unavailable(
                    "nothing answers at %s; %s was expected there".formatted(base, name));
        } catch (HttpTimeoutException e) {
            throw ServingException.of(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "no answer from %s within %d s".formatted(base, timeout.toSeconds()));
        } catch (IOException e) {
            throw ServingException.unavailable(
                    "the talk with %s broke off: %s".formatted(base, e.getMessage()));
        }
        return understood(answer);
    }

    private JsonNode understood(HttpResponse<String> answer) {
        if (answer.statusCode() == 204) {
            return JsonText.object();
        }
        JsonNode body =
                JsonText.read(answer.body())
                        .orElseThrow(() ->
                                ServingException.of(
                                        code(answer.statusCode()),
                                        "%s answered %d with something that is not JSON; is it %s?"
                                                .formatted(
                                                        answer.uri(), answer.statusCode(), name)));
        if (answer.statusCode() / 100 != 2) {
            throw ServingException.of(
                    code(answer.statusCode()),
                    "%s answered %d: %s".formatted(base, answer.statusCode(), reason(body)));
        }
        return body;
    }

    /** Inferry's admin listener answers an object, its other listeners and Prometheus a text. */
    private static String reason(JsonNode body) {
        JsonNode error = body.path("error");
        return error.isTextual()
                ? error.textValue()
                : error.path("message").asText(body.toString());
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 400, 405, 415, 422 -> ErrorCode.INVALID_ARGUMENT;
            case 401, 403 -> ErrorCode.PERMISSION_DENIED;
            case 404 -> ErrorCode.NOT_FOUND;
            case 409, 412 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 429 -> ErrorCode.RESOURCE_EXHAUSTED;
            case 502, 503 -> ErrorCode.UNAVAILABLE;
            case 504 -> ErrorCode.DEADLINE_EXCEEDED;
            default -> ErrorCode.INTERNAL;
        };
    }

    @Override
    public void close() {
        http.close();
    }
}

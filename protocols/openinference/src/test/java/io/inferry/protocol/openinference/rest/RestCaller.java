package io.inferry.protocol.openinference.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client of the REST half. */
final class RestCaller {
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final ObjectMapper mapper =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    RestCaller(int port) {
        this.port = port;
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return send(request(path).GET());
    }

    HttpResponse<byte[]> infer(String model, String json) throws Exception {
        return send(
                request("/v2/models/" + model + "/infer")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** JSON with binary parts behind it. */
    HttpResponse<byte[]> infer(String model, String json, byte[]... parts) throws Exception {
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        return inferAs(Integer.toString(head.length), model, concat(head, parts));
    }

    /** Any body with any header. */
    HttpResponse<byte[]> inferAs(String jsonLength, String model, byte[] body) throws Exception {
        return send(
                request("/v2/models/" + model + "/infer")
                        .header(JSON_LENGTH, jsonLength)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** The JSON of a 200, without the parts behind it. */
    JsonNode json(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        return mapper.readTree(Arrays.copyOf(response.body(), jsonLength(response)));
    }

    /** What stands behind the JSON. */
    byte[] parts(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        return Arrays.copyOfRange(body, jsonLength(response), body.length);
    }

    /** The text of an error of this status. */
    String error(int status, HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
        return mapper.readTree(response.body()).path("error").asText();
    }

    private static int jsonLength(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue(JSON_LENGTH)
                .map(Integer::parseInt)
                .orElse(response.body().length);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] head, byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

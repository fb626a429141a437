package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.ModelId;
import io.inferry.contracts.OnnxModels;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths as clients send them, from the socket on. */
class PathsRestTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ONE = "{\"instances\":[1]}";

    @TempDir private static Path models;
    private static Server server;

    @BeforeAll
    static void start() {
        OnnxModels.halfPlus(2, "n").writeVersion(models, "foo", 50);
        OnnxModels.halfPlus(3, "n").writeVersion(models, "a b:c%+é", 1);
        server = new Server(models, Map.of());
        server.behind().serving().management().setLabel(new ModelId("foo", 50), "best: é");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/foo",
        "POST,/v1/foo",
        "POST,/v1/models",
        "POST,/v1/models/",
        "POST,/v1/models/foo",
        "GET,/v1/models/foo:predict",
        "GET,/v1/models/foo/version/50:predict",
        "POST,/v1/models/foo/version/50:regress",
        "POST,/v1/models/foo/versions/HELLO:regress",
        "POST,/v1/models/foo/versions/-50:predict",
        "POST,/v1/models/foo/label/stable:regress",
        "POST,/v1/models/foo/labels:regress",
        "POST,/v1/models/foo/versions/50/labels/stable:predict",
        "POST,/v1/models/foo:train",
        "POST,/v1/models/foo:",
        "GET,/v1/models/foo/versions/HELLO",
        "GET,/v1/models/foo/version/50",
        "GET,/v1/models/foo/labels/stable/versions/50",
        "GET,/v1/models/foo/metadata/",
        "GET,/v1/models/foo/signatures",
    })
    void malformedOnesAreToldBackAsTheyCame(String method, String path)
            throws JsonProcessingException {
        HttpResponse<String> response = server.ask(method, path, "");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("Malformed request: " + method + " " + path);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET,", "GET,/metadata", "POST,:predict", "POST,:classify"})
    void versionsThatFitNoNumberAreToldSo(String call) throws JsonProcessingException {
        String[] parts = call.split(",");
        String tail = parts.length > 1 ? parts[1] : "";
        for (String version : new String[] {"18446744073709551615", "9223372036854775808"}) {
            HttpResponse<String> response =
                    server.ask(parts[0], "/v1/models/foo/versions/" + version + tail, ONE);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(error(response))
                    .isEqualTo("Failed to convert version: " + version + " to numeric.");
        }
    }

    @Test
    void reservedCharactersInNamesAndLabelsArePercentDecoded() {
        String name = "a%20b%3Ac%25+%C3%A9";

        assertThat(server.predict(name, ONE).body()).contains("3.5");
        assertThat(server.get("/v1/models/" + name).body()).contains("AVAILABLE");
        assertThat(server.get("/v1/models/" + name + "/metadata").body())
                .contains("\"name\": \"a b:c%+é\"");
        assertThat(server.predict("foo/labels/best%3a%20%c3%a9", ONE).body()).contains("2.5");
    }

    @Test
    void aNameIsDecodedOnceAndSlashesInItDivideNothing() throws JsonProcessingException {
        assertThat(error(server.get("/v1/models/foo%2Fversions%2F50")))
                .isEqualTo("Could not find any versions of model foo/versions/50");
        assertThat(error(server.predict("foo%2553", ONE)))
                .isEqualTo("Servable not found for request: Latest(foo%53)");
        assertThat(error(server.predict("foo/labels/a%2Fb", ONE)))
                .isEqualTo("Unrecognized servable version label: a/b");
    }

    @Test
    void leadingZerosOfAVersionSayNothing() {
        assertThat(server.get("/v1/models/foo/versions/00050").body()).contains("\"50\"");
        assertThat(server.get("/v1/models/foo/versions/0050/metadata").statusCode()).isEqualTo(200);
    }

    @Test
    void theCaseOfThePathDoesNotMatterButThatOfNamesDoes() {
        assertThat(server.post("/V1/MODELS/foo/VERSIONS/50:predict", ONE).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/v1/Models/foo/Labels/any").statusCode()).isEqualTo(200);
        assertThat(server.predict("FOO", ONE).statusCode()).isEqualTo(404);
    }

    @Test
    void aBodyWithAGetChangesNothing() {
        assertThat(server.ask("GET", "/v1/models/foo", "{not json").body()).contains("AVAILABLE");
    }

    private static String error(HttpResponse<String> response) throws JsonProcessingException {
        return MAPPER.readTree(response.body()).path("error").textValue();
    }
}

package io.inferry.engine.mxnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.Signature;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import io.inferry.contracts.GoldenValue;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.transport.listen.ListenLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through a real server, by the Open Inference Protocol. */
class MxnetServerTest {
    @TempDir Path models;

    @BeforeAll
    static void assumeLibrary() {
        Net.assumeMxnet();
    }

    @Test
    void aNetIsFoundLoadedAndAsked() throws Exception {
        Path version = models.resolve("digits").resolve("1");
        Net.copy("digits", version);
        GoldenCase golden = Golden.read("digits").cases(Signature.DEFAULT_NAME).getFirst();
        try (ProtocolServer server =
                        ProtocolServer.start(
                                ProtocolServer.over(models).engine(new MxnetEngine()).start(),
                                new OpenInferenceProtocol(),
                                ListenLimits.STANDARD,
                                Map.of());
                HttpClient client = HttpClient.newHttpClient()) {
            GoldenValue data = golden.inputs().get("data");
            String body =
                    "{\"inputs\":[{\"name\":\"data\",\"datatype\":\"FP32\",\"shape\":%s,\"data\":%s}]}"
                            .formatted(data.shape(), data.elements());
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:%d/v2/models/digits/infer"
                                                            .formatted(
                                                                    server.port(
                                                                            OpenInferenceProtocol
                                                                                    .REST_LISTENER))))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode output = new ObjectMapper().readTree(answer.body()).path("outputs").path(0);
            assertThat(output.path("name").asText()).isEqualTo("softmax_output");
            double[] expected = golden.outputs().get("softmax_output").numbers();
            for (int i = 0; i < expected.length; i++) {
                assertThat(output.path("data").path(i).asDouble())
                        .isCloseTo(expected[i], within(1e-5));
            }
        }
    }
}

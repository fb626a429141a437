package io.inferry.protocol.openinference.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.transport.listen.ListenLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees by columns, held against what LightGBM's own Python library answered. */
class TreesInferTest {
    private static final int WIDTH = 30;

    private ProtocolServer server;
    private RestCaller caller;

    @BeforeEach
    void startServer(@TempDir Path models) throws IOException {
        Path version = Files.createDirectories(models.resolve("trees").resolve("1"));
        Files.write(version.resolve("bc_lightgbm.txt"), resource("bc_lightgbm.txt"));
        server = ProtocolServer.start(models, new OpenInferenceProtocol(), ListenLimits.STANDARD);
        caller = new RestCaller(server.port(OpenInferenceProtocol.REST_LISTENER));
    }

    @AfterEach
    void stopServer() {
        server.awaitNoTensors();
        server.close();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = OpenInferenceProtocol.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static GoldenCase golden() throws IOException {
        return Golden.parse("bc_lightgbm", resource("bc_lightgbm.golden.json")).first();
    }

    private static double[] probabilities() throws IOException {
        return golden().outputs().get("probability").numbers();
    }

    /** One input for each column, the last first. */
    private static String columns(String parameters) throws IOException {
        List<Object> cells = golden().inputs().get("features").elements();
        List<String> inputs = new ArrayList<>();
        for (int column = WIDTH - 1; column >= 0; column--) {
            List<Object> values = new ArrayList<>();
            for (int at = column; at < cells.size(); at += WIDTH) {
                values.add(cells.get(at));
            }
            inputs.add(
                    "{\"name\": \"Column_%d\", \"shape\": [%d], \"datatype\": \"FP64\", \"data\": %s}"
                            .formatted(column, values.size(), values));
        }
        return "{\"parameters\": {%s}, \"inputs\": [%s]}"
                .formatted(parameters, String.join(", ", inputs));
    }

    private JsonNode output(String name, String body) throws Exception {
        for (JsonNode output : caller.json(caller.infer("trees", body)).path("outputs")) {
            if (output.path("name").asText().equals(name)) {
                return output.path("data");
            }
        }
        throw new AssertionError("no output " + name);
    }

    @Test
    void columnsAreAnsweredAsByLightGbm() throws Exception {
        JsonNode answered = output("probabilities", columns(""));

        double[] expected = probabilities();
        for (int row = 0; row < expected.length; row++) {
            assertThat(answered.path(2 * row + 1).asDouble())
                    .isCloseTo(expected[row], within(1e-6));
        }
    }

    @Test
    void explanationsSumToTheMargin() throws Exception {
        JsonNode contributions = output("contributions", columns("\"explain\": true"));
        JsonNode bias = output("bias", columns("\"explain\": true"));

        double[] expected = probabilities();
        assertThat(contributions).hasSize(expected.length * WIDTH);
        for (int row = 0; row < expected.length; row++) {
            double margin = bias.path(row).asDouble();
            for (int column = 0; column < WIDTH; column++) {
                margin += contributions.path(row * WIDTH + column).asDouble();
            }
            assertThat(1 / (1 + Math.exp(-margin))).isCloseTo(expected[row], within(1e-5));
        }
    }
}

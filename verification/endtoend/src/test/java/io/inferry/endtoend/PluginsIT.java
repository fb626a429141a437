package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes along with the server as plug-ins answers without anything being added. */
class PluginsIT {
    @TempDir private Path models;

    @ParameterizedTest
    @ValueSource(strings = {"pmml", "pfa"})
    void aFileOfRulesIsServedAsItIs(String ending) throws Exception {
        try (InputStream file = PluginsIT.class.getResourceAsStream("/plugins/price." + ending)) {
            Files.copy(file, models.resolve("price." + ending));
        }
        try (var server = RunningServer.serve(models).awaitReady()) {
            String rows =
                    """
                    {"instances": [{"rooms": 3, "side": "north"}, {"side": "south", "rooms": 1.5}]}
                    """;

            var answer = server.post("tensorflow_rest", "/v1/models/price:predict", rows);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Customers.flat(new ObjectMapper().readTree(answer.body())))
                    .containsExactly(21.0, 13.0);

            var scored = server.csv("/invocations", "side,rooms\nnorth,3\nsouth,1.5\n");
            assertThat(scored.statusCode()).as(scored.body()).isEqualTo(200);
            assertThat(Customers.flat(new ObjectMapper().readTree(scored.body())))
                    .containsExactly(21.0, 13.0);

            var east =
                    server.post(
                            "tensorflow_rest",
                            "/v1/models/price:predict",
                            rows.replace("north", "east"));
            assertThat(east.statusCode()).isEqualTo(400);
            assertThat(east.body()).contains("side").contains("east");
        }
    }
}

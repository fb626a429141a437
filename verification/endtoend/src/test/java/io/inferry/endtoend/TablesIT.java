package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows by column name, of mixed types and with missing values, over every protocol of the packaged
 * server: what comes back is what LightGBM answers for the same data frame.
 */
class TablesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path models;

    private static Customers customers;
    private static RunningServer server;

    @BeforeAll
    static void serve() throws Exception {
        customers = Customers.read();
        Customers.install(models);
        server = RunningServer.serve(models).awaitReady();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode answer(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    /** Rows as TensorFlow Serving answers several outputs: an object for each. */
    private static void assertRows(JsonNode rows) {
        List<String> labels = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        for (JsonNode row : rows) {
            labels.add(row.path("label").asText());
            JsonNode each = row.path("probabilities");
            if (each.isObject()) {
                customers.classes().forEach(name -> probabilities.add(each.path(name).asDouble()));
            } else {
                probabilities.addAll(Customers.flat(each));
            }
        }
        customers.assertLabels(labels);
        customers.assertProbabilities(probabilities);
    }

    @Test
    void tensorFlowServingTakesObjectsForRows() throws Exception {
        assertRows(
                answer(
                                server.post(
                                        "tensorflow_rest",
                                        "/v1/models/churn:predict",
                                        customers.instances()))
                        .path("predictions"));
    }

    @Test
    void tensorFlowServingTakesColumns() throws Exception {
        JsonNode outputs =
                answer(
                                server.post(
                                        "tensorflow_rest",
                                        "/v1/models/churn:predict",
                                        customers.columns()))
                        .path("outputs");

        customers.assertLabels(
                outputs.path("label").valueStream().map(JsonNode::textValue).toList());
        customers.assertProbabilities(Customers.flat(outputs.path("probabilities")));
    }

    @Test
    void openInferenceTakesATensorForEachColumn() throws Exception {
        JsonNode outputs =
                answer(
                                server.post(
                                        "openinference_rest",
                                        "/v2/models/churn/infer",
                                        customers.tensors("")))
                        .path("outputs");

        customers.assertProbabilities(Customers.flat(output(outputs, "probabilities")));
        customers.assertLabels(
                output(outputs, "label").valueStream().map(JsonNode::textValue).toList());
    }

    private static JsonNode output(JsonNode outputs, String name) {
        for (JsonNode each : outputs) {
            if (each.path("name").asText().equals(name)) {
                return each.path("data");
            }
        }
        throw new AssertionError("no output " + name + " in " + outputs);
    }

    @Test
    void kserveTakesObjectsForRows() throws Exception {
        assertRows(
                answer(
                                server.post(
                                        "openinference_rest",
                                        "/v1/models/churn:predict",
                                        customers.instances()))
                        .path("predictions"));
    }

    @Test
    void mlflowTakesADataFrame() throws Exception {
        assertRows(
                answer(server.post("openinference_rest", "/invocations", customers.frame()))
                        .path("predictions"));
    }

    @Test
    void mlflowAndSageMakerTakeCsv() throws Exception {
        assertRows(answer(server.csv("/invocations", customers.csv())).path("predictions"));
        assertRows(answer(server.csv("/models/churn/invoke", customers.csv())).path("predictions"));
    }

    @Test
    void anExplanationNamesWhatEachColumnAdded() throws Exception {
        JsonNode explanations =
                answer(
                                server.post(
                                        "openinference_rest",
                                        "/v1/models/churn:explain",
                                        customers.instances()))
                        .path("explanations");

        assertThat(explanations).hasSize(customers.count());
        JsonNode tensors =
                answer(
                                server.post(
                                        "openinference_rest",
                                        "/v2/models/churn/infer",
                                        customers.tensors("explain")))
                        .path("outputs");
        List<Double> contributions = Customers.flat(output(tensors, "contributions"));
        List<Double> bias = Customers.flat(output(tensors, "bias"));
        int columns = customers.columnNames().size();
        int classes = customers.classes().size();
        for (int row = 0; row < customers.count(); row++) {
            for (int outcome = 0; outcome < classes; outcome++) {
                int at = row * classes + outcome;
                List<Double> mine =
                        new ArrayList<>(contributions.subList(at * columns, (at + 1) * columns));
                mine.add(bias.get(at));
                Customers.assertClose(mine, customers.contributions(row, outcome));
            }
        }
    }

    @Test
    void aMistakeInARowIsNamedByColumnAndRow() throws Exception {
        String good = customers.instances();

        for (String target : List.of("tensorflow_rest", "openinference_rest")) {
            String path = "/v1/models/churn:predict";
            assertRefused(
                    server.post(target, path, good.replace("\"months\":46", "\"monts\":46")),
                    "monts",
                    "months");
            assertRefused(
                    server.post(target, path, good.replace("\"Łódź\"", "\"Lodz\"")),
                    "town",
                    "Lodz");
            assertRefused(
                    server.post(target, path, good.replace("\"months\":46", "\"months\":\"many\"")),
                    "months",
                    "many");
        }
    }

    private static void assertRefused(HttpResponse<String> response, String... words) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains(words);
    }
}

package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.protocol.tfserving.tables.TableModels;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows by column name over a real server; the answers are LightGBM's and XGBoost's own. */
class TablesRestTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode PASSENGERS = TableModels.golden("passengers");
    private static final JsonNode PATIENTS = TableModels.golden("bc_xgboost").at("/cases/0");

    @TempDir private static Path models;
    private static Server server;

    @BeforeAll
    static void start() {
        server = new Server(TableModels.load(models), Map.of());
    }

    @AfterEach
    void nothingStaysAllocated() {
        server.behind().awaitNoTensors();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode answer(String model, JsonNode body) throws JsonProcessingException {
        HttpResponse<String> response = server.predict(model, MAPPER.writeValueAsString(body));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return MAPPER.readTree(response.body());
    }

    private static ObjectNode body(String key, JsonNode values) {
        ObjectNode body = MAPPER.createObjectNode();
        body.set(key, values);
        return body;
    }

    private static ObjectNode columns(JsonNode rows) {
        ObjectNode columns = MAPPER.createObjectNode();
        rows.forEach(row ->
                row.properties()
                        .forEach(cell ->
                                columns.withArray("/" + cell.getKey()).add(cell.getValue())));
        return columns;
    }

    @Test
    void rowsAsObjectsAreAnsweredAsTheFrameworkAnswersThem() throws Exception {
        JsonNode predictions =
                answer("passengers", body("instances", PASSENGERS.get("rows"))).get("predictions");

        assertThat(predictions).hasSize(6);
        for (int row = 0; row < predictions.size(); row++) {
            double expected = PASSENGERS.at("/probabilities/" + row).asDouble();
            assertThat(predictions.at("/" + row + "/probabilities/1").asDouble())
                    .isEqualTo(expected, within(1e-6));
            assertThat(predictions.at("/" + row + "/label").asInt())
                    .isEqualTo(expected > 0.5 ? 1 : 0);
        }
    }

    @Test
    void listsByColumnNameAreAnsweredByOutput() throws Exception {
        JsonNode outputs =
                answer("passengers", body("inputs", columns(PASSENGERS.get("rows"))))
                        .get("outputs");

        for (int row = 0; row < 6; row++) {
            assertThat(outputs.at("/probabilities/" + row + "/1").asDouble())
                    .isEqualTo(PASSENGERS.at("/probabilities/" + row).asDouble(), within(1e-6));
        }
    }

    @Test
    void columnsThatTheOperatorNamesAreTaken() throws Exception {
        ArrayNode rows = MAPPER.createArrayNode();
        ArrayNode matrix = MAPPER.createArrayNode();
        JsonNode cells = PATIENTS.at("/inputs/features/data");
        for (int row = 0; row < 4; row++) {
            ObjectNode record = rows.addObject();
            ArrayNode line = matrix.addArray();
            for (int i = 29; i >= 0; i--) {
                record.set(TableModels.MEASURES.get(i), cells.get(30 * row + i));
            }
            for (int i = 0; i < 30; i++) {
                line.add(cells.get(30 * row + i));
            }
        }

        JsonNode byName = answer("patients", body("instances", rows)).get("predictions");
        JsonNode plain = answer("patients", body("instances", matrix)).get("predictions");

        for (int row = 0; row < 4; row++) {
            assertThat(byName.at("/" + row + "/probabilities/1").asDouble())
                    .isEqualTo(
                            PATIENTS.at("/outputs/probability/data/" + row).asDouble(),
                            within(1e-6));
            assertThat(byName.get(row).get("label").asText()).isEqualTo("benign");
            assertThat(plain.get(row).get("probabilities"))
                    .isEqualTo(byName.get(row).get("probabilities"));
            assertThat(plain.get(row).get("label").asInt()).isEqualTo(1);
        }
    }

    @Test
    void whatIsLeftOutIsMissingWhereTheOperatorSaysSo() throws Exception {
        JsonNode few =
                MAPPER.readTree(
                        """
                        {"instances": [{"measure 7": "0.08"}, {"measure 22": 120, "measure 7": null}]}\
                        """);
        assertThat(answer("patients", few).get("predictions")).hasSize(2);
    }

    @Test
    void aModelOfColumnsOnlyIsAskedWithoutASignature() throws Exception {
        JsonNode rows =
                answer(
                                "buyers",
                                MAPPER.readTree(
                                        """
                                        {"instances": [{"age": 20, "job": "none"},
                                                       {"job": "nurse", "age": "40"},
                                                       {"age": 50.0, "job": "none"},
                                                       {"age": 31, "job": null}]}\
                                        """))
                        .get("predictions");
        JsonNode columns =
                answer(
                                "buyers",
                                MAPPER.readTree(
                                        """
                                        {"inputs": {"age": [20, 40, 50, 31],
                                                    "job": ["none", "nurse", "none", ""]}}\
                                        """))
                        .get("outputs");

        assertThat(rows.findValuesAsText("label")).containsExactly("no", "yes", "no", "yes");
        assertThat(rows.findValuesAsText("node_id")).containsExactly("1", "3", "4", "3");
        assertThat(rows.at("/2/probabilities").toString()).isEqualTo("[0.6,0.4]");
        assertThat(columns.get("label").toString()).isEqualTo("[\"no\",\"yes\",\"no\",\"yes\"]");
    }

    @Test
    void explanationsAreASignatureAway() throws Exception {
        ObjectNode byName = body("instances", PASSENGERS.get("rows"));
        JsonNode predictions =
                answer("passengers", byName.put("signature_name", "explain")).get("predictions");

        for (int row = 0; row < 6; row++) {
            JsonNode expected = PASSENGERS.at("/contributions/" + row);
            JsonNode found = predictions.get(row);
            for (int column = 0; column < 5; column++) {
                assertThat(found.get("contributions").get(column).asDouble())
                        .isEqualTo(expected.get(column).asDouble(), within(1e-6));
            }
            assertThat(found.get("bias").asDouble())
                    .isEqualTo(expected.get(5).asDouble(), within(1e-6));
        }
        JsonNode byMatrix =
                answer(
                        "loan",
                        MAPPER.readTree(
                                """
                                {"signature_name": "explain", "instances": [[8, 50, 2]]}\
                                """));
        assertThat(byMatrix.at("/predictions/0/contributions").toString())
                .isEqualTo("[2.0,5.0,2.0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    loan  | {"instances":[{"income":-1,"age":0,"town":"Ulm"}]}                   | {"predictions":[{"label":"no","probabilities":[0.5,0.5]}]}
                    price | {"instances":[{"income":8,"age":50,"town":"Rome"},{"town":"Ulm","age":[30],"income":null}]} | {"predictions":[925.0,225.0]}
                    price | {"instances":[{"income":true,"age":"50","town":""}]}                  | {"predictions":[500.0]}
                    price | {"inputs":{"income":[8,null],"age":[[50],[30]],"town":["Rome","Ulm"]}} | {"outputs":[925.0,225.0]}
                    price | {"signature_name":"columns","instances":[[8,50,"Rome"]]}              | {"predictions":[925.0]}
                    price | {"instances":[{"income":8,"age":50,"town":"Rome"}],"signature_name":"serving_default"} | {"predictions":[925.0]}
                    price | {"instances":[{"features":[8,50,2]}]}                                 | {"predictions":[925.0]}
                    price | {"instances":[[8,50,2]]}                                              | {"predictions":[925.0]}
                    price | {"inputs":{"features":[[8,50,2]]}}                                    | {"outputs":[925.0]}
                    """)
    void tablesAndMatricesAreTakenSideBySide(String model, String body, String answer)
            throws JsonProcessingException {
        HttpResponse<String> response = server.predict(model, body);

        assertThat(MAPPER.readTree(response.body())).isEqualTo(MAPPER.readTree(answer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"instances":[{"income":8,"age":50,"twon":"Rome"}]} | row 0: column 'twon' is not one of the 3 of signature 'columns'; the nearest is 'town'
                    {"instances":[{"income":8,"town":"Rome"}]}          | row 0 has no 'age'
                    {"instances":[{"income":8,"age":50,"town":"Rome","age":1}]} | row 0 has 'age' twice
                    {"instances":[{"income":8,"age":"old","town":"Ulm"}]}  | column 'age', row 0: 'old' is not a number
                    {"instances":[{"income":8,"age":{},"town":"Ulm"}]}  | column 'age', row 0: one value is expected, found {}
                    {"instances":[{"income":8,"age":1,"town":"Ulm"},3]} | row 1: an object is expected, found 3
                    {"inputs":{"income":[8],"age":[1,2],"town":["Ulm"]}} | columns differ in length: 'income' has 1 rows, 'age' has more
                    {"inputs":{"income":[8],"town":["Ulm"]}}            | the table lacks columns that signature 'columns' needs: 'age'
                    {"signature_name":"columns","instances":[]}         | JSON Value: {\\n    "signature_name": "columns",\\n    "instances": []\\n} No values in 'instances' array
                    {"signature_name":"columns","instances":7}          | JSON Value: {\\n    "signature_name": "columns",\\n    "instances": 7\\n} Expecting 'instances' to be an list/array
                    {"signature_name":"columns"}                        | Missing 'inputs' or 'instances' key
                    {"instances":[{"income":8,"age":50,"town":"Rome"}]  | JSON Parse error: Missing a comma or } after an object member. at offset: 50
                    """)
    void mistakesAreToldByRowAndColumn(String body, String error) throws JsonProcessingException {
        HttpResponse<String> response = server.predict("price", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(MAPPER.readTree(response.body()).get("error").asText())
                .isEqualTo(error.replace("\\n", "\n"));
    }

    @Test
    void everyTruncatedBodyIsRefusedAndKeepsNothing() throws Exception {
        String whole = MAPPER.writeValueAsString(body("instances", PASSENGERS.get("rows")));
        String columns = MAPPER.writeValueAsString(body("inputs", columns(PASSENGERS.get("rows"))));
        for (String text : new String[] {whole, columns}) {
            for (int length = 0; length < text.length(); length += 3) {
                HttpResponse<String> response =
                        server.predict("passengers", text.substring(0, length));
                assertThat(response.statusCode()).as(text.substring(0, length)).isEqualTo(400);
                assertThat(MAPPER.readTree(response.body()).has("error")).isTrue();
            }
        }
    }

    @Test
    void metadataShowsTheColumns() throws Exception {
        JsonNode metadata = MAPPER.readTree(server.get("/v1/models/passengers/metadata").body());
        JsonNode columns = metadata.at("/metadata/signature_def/signature_def/columns/inputs");

        assertThat(columns.at("/age/dtype").asText()).isEqualTo("DT_DOUBLE");
        assertThat(columns.at("/deck/dtype").asText()).isEqualTo("DT_STRING");
        assertThat(columns).hasSize(5);
    }
}

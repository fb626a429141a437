package io.inferry.protocol.openinference.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.contracts.CreditEngine;
import io.inferry.contracts.CreditEngine.Kind;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.transport.listen.ListenLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableInferTest {
    private static final String AGES = column("age", "FP64", "[30, 50]");
    private static final String TOWNS = column("town", "BYTES", "[\"Ulm\", \"Rome\"]");

    private ProtocolServer server;
    private RestCaller caller;

    @BeforeAll
    void startServer(@TempDir Path models) {
        CreditEngine.write(models, "loan", Kind.LOAN);
        CreditEngine.write(models, "price", Kind.PRICE);
        server = ProtocolServer.start(models, new OpenInferenceProtocol(), ListenLimits.STANDARD);
        caller = new RestCaller(server.port(OpenInferenceProtocol.REST_LISTENER));
    }

    @AfterEach
    void nothingStaysAllocated() {
        server.awaitNoTensors();
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    private static String column(String name, String datatype, String data) {
        return column(name, "[2]", datatype, data);
    }

    private static String column(String name, String shape, String datatype, String data) {
        return "{\"name\": \"%s\", \"shape\": %s, \"datatype\": \"%s\", \"data\": %s}"
                .formatted(name, shape, datatype, data);
    }

    private static String request(String... inputs) {
        return "{\"inputs\": [" + String.join(", ", inputs) + "]}";
    }

    private static String with(String parameters, String... inputs) {
        // Parameters come after the data: nobody promises an order.
        return "{\"inputs\": [%s], \"parameters\": {%s}}"
                .formatted(String.join(", ", inputs), parameters);
    }

    private List<Double> prices(String body) throws Exception {
        List<Double> prices = new ArrayList<>();
        JsonNode output = caller.json(caller.infer("price", body)).path("outputs").path(0);
        output.path("data").forEach(price -> prices.add(price.asDouble()));
        return prices;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    INT8   | [2]   | [4, 8]
                    UINT64 | [2]   | [4, 8]
                    INT64  | [2,1] | [[4], [8]]
                    FP16   | [2]   | [4.0, 8.0]
                    FP32   | [2,1] | [4.0, 8.0]
                    FP64   | [2]   | [4, 8]
                    BYTES  | [2]   | ["4", " 8.0"]
                    """)
    void aColumnOfNumbersComesInAnyDatatype(String datatype, String shape, String data)
            throws Exception {
        assertThat(prices(request(column("income", shape, datatype, data), AGES, TOWNS)))
                .containsExactly(425.0, 925.0);
    }

    @Test
    void aColumnOfNumbersComesAsBooleansToo() throws Exception {
        assertThat(prices(request(column("income", "BOOL", "[false, true]"), AGES, TOWNS)))
                .containsExactly(325.0, 750.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FP32  | [2]   | [null, 8]
                    INT64 | [2,1] | [[null], [8]]
                    UINT64| [2]   | [null, 8]
                    BOOL  | [2]   | [null, 0]
                    BYTES | [2]   | [null, "8"]
                    FP64  | [2]   | [NaN, 8]
                    """)
    void whatIsMissingIsNull(String datatype, String shape, String data) throws Exception {
        double second = datatype.equals("BOOL") ? 725 : 925;

        assertThat(prices(request(column("income", shape, datatype, data), AGES, TOWNS)))
                .containsExactly(225.0, second);
    }

    @Test
    void missingTextsAreNullOrEmpty() throws Exception {
        String incomes = column("income", "FP64", "[4, 8]");

        assertThat(prices(request(incomes, AGES, column("town", "BYTES", "[null, \"\"]"))))
                .containsExactly(375.0, 675.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    INT8 | [2] | [null, 1.5]           | expected an int64, found 1.5
                    FP64 | [2] | [null, "x"]           | expected a number, found "x"
                    FP64 | [3] | [null, 1]             | shape [3] has 3 elements, 2 were given
                    FP64 | [2] | [null, {"a": 1}]      | expected a number, found {"a": 1}
                    """)
    void aColumnWithGapsIsStillHeldAgainstWhatItDeclares(
            String datatype, String shape, String data, String text) throws Exception {
        String body = request(column("income", shape, datatype, data), AGES, TOWNS);

        assertThat(caller.error(400, caller.infer("price", body)))
                .contains("input 'income', a column of " + datatype)
                .contains(text);
    }

    @Test
    void nullIsNoElementOfAPlainTensor() throws Exception {
        String body = request(column("features", "[1,3]", "FP32", "[4, null, 0]"));

        assertThat(caller.error(400, caller.infer("price", body)))
                .contains("input 'features'")
                .contains("found null");
    }

    @Test
    void theMatrixItselfIsTakenToo() throws Exception {
        assertThat(prices(request(column("features", "[1,3]", "FP32", "[4, 30, 2]"))))
                .containsExactly(625.0);
    }

    @Test
    void columnsMayComeAsBinaryParts() throws Exception {
        byte[] incomes = doubles(4, 8);
        String binary =
                "{\"name\": \"income\", \"shape\": [2], \"datatype\": \"FP64\","
                        + " \"parameters\": {\"binary_data_size\": 16}}";

        var response = caller.infer("price", request(binary, AGES, TOWNS), incomes);

        assertThat(caller.json(response).at("/outputs/0/data/1").asDouble()).isEqualTo(925);
    }

    private static byte[] doubles(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    @Test
    void wrongColumnsAreNamed() throws Exception {
        String incomes = column("income", "FP64", "[4, 8]");
        String misspelt = request(column("incomes", "FP64", "[4, 8]"), AGES, TOWNS);
        String uneven = request(incomes, AGES, column("town", "[1]", "BYTES", "[\"Ulm\"]"));
        String unknown = request(incomes, AGES, column("town", "BYTES", "[\"Ulm\", \"Paris\"]"));

        assertThat(caller.error(400, caller.infer("price", misspelt)))
                .contains("column 'incomes'")
                .contains("the nearest is 'income'");
        assertThat(caller.error(400, caller.infer("price", request(incomes, AGES))))
                .contains("columns are missing: [town]");
        assertThat(caller.error(400, caller.infer("price", uneven))).contains("differ in length");
        assertThat(caller.error(400, caller.infer("price", unknown)))
                .contains("column 'town', row 1: 'Paris' is not one of its 3 categories");
    }

    @Test
    void classesAnswerWithTheirNames() throws Exception {
        String body = request(column("income", "FP64", "[4, -80]"), AGES, TOWNS);

        JsonNode outputs = caller.json(caller.infer("loan", body)).path("outputs");

        assertThat(outputs.at("/0/datatype").asText()).isEqualTo("BYTES");
        assertThat(outputs.at("/0/data").toString()).isEqualTo("[\"yes\",\"no\"]");
        assertThat(outputs.at("/1/shape").toString()).isEqualTo("[2,2]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"explain\": true",
                "\"explain\": \"true\"",
                "\"signature\": \"explain\"",
                "\"signature\": \"explain_columns\"",
                "\"explain\": true, \"signature\": \"explain\""
            })
    void explanationsAreAParameterAway(String parameters) throws Exception {
        String incomes = column("income", "FP64", "[4, null]");

        JsonNode outputs =
                caller.json(caller.infer("loan", with(parameters, incomes, AGES, TOWNS)))
                        .path("outputs");

        assertThat(outputs.at("/0/name").asText()).isEqualTo("contributions");
        assertThat(outputs.at("/0/shape").toString()).isEqualTo("[2,3]");
        assertThat(outputs.at("/0/data").toString()).isEqualTo("[1.0,3.0,0.0,-1.0,5.0,2.0]");
        assertThat(outputs.at("/1/data/0").asDouble()).isEqualTo(0.25, within(1e-9));
    }

    @Test
    void noExplanationIsAskedForWithFalse() throws Exception {
        String incomes = column("income", "FP64", "[4, 8]");
        String body = with("\"explain\": false, \"signature\": \"columns\"", incomes, AGES, TOWNS);

        assertThat(caller.json(caller.infer("loan", body)).at("/outputs/0/name").asText())
                .isEqualTo("label");
    }

    @Test
    void signaturesThatCannotBeChosenAreRefused() throws Exception {
        String incomes = column("income", "FP64", "[4, 8]");

        assertThat(refusal(501, "price", with("\"explain\": true", incomes, AGES, TOWNS)))
                .isEqualTo(
                        "model price/1 cannot explain its answers: it has no signature 'explain'");
        assertThat(refusal(400, "price", with("\"signature\": \"x\"", incomes, AGES, TOWNS)))
                .isEqualTo(
                        "parameter 'signature' is 'x', but model price/1 has [columns,"
                                + " serving_default]");
        assertThat(refusal(400, "loan", with("\"signature\": 7", incomes, AGES, TOWNS)))
                .contains("parameter 'signature' must be the name of a signature");
        assertThat(refusal(400, "loan", with("\"explain\": 7", incomes, AGES, TOWNS)))
                .contains("parameter 'explain' must be true or false");
        assertThat(
                        refusal(
                                400,
                                "loan",
                                with(
                                        "\"explain\": true, \"signature\": \"columns\"",
                                        incomes,
                                        AGES,
                                        TOWNS)))
                .contains("ask for two signatures");
    }

    private String refusal(int status, String model, String body) throws Exception {
        return caller.error(status, caller.infer(model, body));
    }

    @Test
    void metadataTellsOfEverySignature() throws Exception {
        JsonNode standard = caller.json(caller.get("/v2/models/loan"));
        JsonNode columns = caller.json(caller.get("/v2/models/loan?signature=columns"));

        assertThat(standard.at("/inputs/0/name").asText()).isEqualTo("features");
        assertThat(standard.at("/parameters/signatures").asText())
                .isEqualTo("columns,explain,explain_columns,serving_default");
        assertThat(columns.path("inputs").toString())
                .isEqualTo(
                        "[{\"name\":\"income\",\"datatype\":\"FP64\",\"shape\":[-1]},"
                                + "{\"name\":\"age\",\"datatype\":\"FP64\",\"shape\":[-1]},"
                                + "{\"name\":\"town\",\"datatype\":\"BYTES\",\"shape\":[-1]}]");
        assertThat(columns.at("/outputs/0/datatype").asText()).isEqualTo("BYTES");
        assertThat(caller.error(400, caller.get("/v2/models/loan?signature=x")))
                .contains("has no signature 'x'");
    }

    @Test
    void truncatedBodiesOfColumnsAreRefused() throws Exception {
        String whole = request(column("income", "FP64", "[null, 8]"), AGES, TOWNS);
        for (int length = 1; length < whole.length(); length += 7) {
            var response = caller.infer("price", whole.substring(0, length));

            assertThat(response.statusCode())
                    .as(new String(response.body(), StandardCharsets.UTF_8))
                    .isEqualTo(400);
        }
    }
}

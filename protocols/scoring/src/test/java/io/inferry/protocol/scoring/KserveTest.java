package io.inferry.protocol.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.ServingException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KserveTest extends ScoringServerTest {
    private static final String ROW = "{\"income\": 4, \"age\": 30, \"town\": \"Rome\"}";

    private HttpResponse<String> predict(String model, String body) throws Exception {
        return post("/v1/models/" + model + ":predict", "", body);
    }

    private HttpResponse<String> explain(String model, String body) throws Exception {
        return post("/v1/models/" + model + ":explain", JSON, body);
    }

    private static String instances(String... rows) {
        return "{\"instances\": [" + String.join(", ", rows) + "]}";
    }

    @Test
    void theServerLivesAndListsItsModels() throws Exception {
        assertThat(get("/").body()).isEqualTo("{\"status\":\"alive\"}");
        assertThat(get("/v1/models").body())
                .isEqualTo(
                        "{\"models\":[\"abc\",\"digits\",\"loan\",\"matrix\",\"named\",\"price\","
                                + "\"rules\",\"trees\"]}");
        assertThat(get("/v1/models/loan").body()).isEqualTo("{\"name\":\"loan\",\"ready\":true}");
        assertThat(get("/v1/models/loan/versions/1").statusCode()).isEqualTo(200);
        assertThat(error(404, get("/v1/models/nobody"))).contains("nobody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instances\": [{\"income\": 4, \"age\": 30, \"town\": \"Rome\"}]}",
                "{\"instances\": [[4, 30, \"Rome\"]]}",
                "{\"instances\": [{\"features\": [4, 30, 2]}]}",
                "{\"inputs\": {\"income\": [4], \"age\": [30], \"town\": [\"Rome\"]}}",
                "{\"inputs\": {\"features\": [[4, 30, 2]]}}",
                "{\"inputs\": [{\"income\": 4, \"age\": 30, \"town\": \"Rome\"}]}",
                "{\"inputs\": [[4, 30, \"Rome\"]]}",
                "[{\"income\": 4, \"age\": 30, \"town\": \"Rome\"}]",
                "{\"x\": {\"y\": []}, \"signature_name\": \"columns\", \"instances\":"
                        + " [[\"4\", 30.0, \"Rome\"]]}"
            })
    void everyFormOfARowIsOneValueWhereThereIsOneOutput(String body) throws Exception {
        assertThat(predictions(predict("price", body)).toString()).isEqualTo("[625.0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instances\": [{\"income\": 4, \"town\": \"Rome\"}]}",
                "{\"instances\": [[4, null, \"Rome\"]]}",
                "{\"inputs\": {\"income\": [4], \"town\": [\"Rome\"]}}",
                "{\"dataframe_split\": {\"columns\": [\"town\", \"income\"],"
                        + " \"data\": [[\"Rome\", \"4\"]]}}"
            })
    void aModelOfColumnsFillsInWhatItNeedsNot(String body) throws Exception {
        assertThat(predictions(predict("rules", body)).toString()).isEqualTo("[375.0]");
    }

    @Test
    void aModelOfColumnsTakesNoTensors() throws Exception {
        assertThat(error(400, predict("rules", "{\"instances\": [7]}")))
                .contains("row 0: a list is expected, found 7");
        assertThat(error(400, predict("rules", "{\"inputs\": 7}")))
                .contains("this model takes rows by column name");
    }

    @Test
    void missingValuesAreNullOrNaN() throws Exception {
        String nulls = "{\"income\": null, \"age\": NaN, \"town\": null}";

        assertThat(predictions(predict("price", instances(nulls))).toString()).isEqualTo("[-75.0]");
    }

    @Test
    void aClassificationIsAnObjectPerRowWithNamesOfClasses() throws Exception {
        JsonNode rows =
                predictions(
                        predict(
                                "loan",
                                instances(
                                        ROW, "{\"income\": -80, \"age\": 30, \"town\": \"Ulm\"}")));

        assertThat(rows.path(0).fieldNames())
                .toIterable()
                .containsExactly("label", "probabilities");
        assertThat(rows.at("/0/label").asText()).isEqualTo("yes");
        assertThat(rows.at("/0/probabilities").fieldNames())
                .toIterable()
                .containsExactly("no", "yes");
        assertThat(rows.at("/0/probabilities/yes").asDouble())
                .isCloseTo(1 / (1 + Math.exp(-6.25)), within(1e-6));
        assertThat(rows.at("/1/label").asText()).isEqualTo("no");
    }

    @Test
    void tensorsAreAnsweredByTensors() throws Exception {
        JsonNode rows = predictions(predict("loan", instances("{\"features\": [4, 30, 2]}")));

        assertThat(rows.at("/0/label").asInt()).isEqualTo(1);
        assertThat(rows.at("/0/probabilities").isArray()).isTrue();
    }

    @Test
    void outputsAreChosenByTheQuery() throws Exception {
        String path = "/v1/models/loan:predict?outputs=";

        assertThat(predictions(post(path + "label", JSON, instances(ROW))).toString())
                .isEqualTo("[\"yes\"]");
        assertThat(
                        predictions(post(path + "probabilities,label", JSON, instances(ROW)))
                                .path(0)
                                .fieldNames())
                .toIterable()
                .containsExactly("probabilities", "label");
        assertThat(error(400, post(path + "size", JSON, instances(ROW))))
                .contains("output 'size' is not an output");
    }

    @Test
    void explanationsNameTheFeatures() throws Exception {
        JsonNode explanations = member("explanations", explain("loan", instances(ROW)));

        assertThat(explanations.toString())
                .isEqualTo(
                        "[{\"contributions\":{\"income\":1.0,\"age\":3.0,\"town\":2.0},"
                                + "\"bias\":0.25}]");
    }

    @Test
    void explanationsOfTensorsAreLists() throws Exception {
        String body = instances("{\"features\": [4, 30, 2]}");

        assertThat(member("explanations", explain("loan", body)).toString())
                .isEqualTo("[{\"contributions\":[1.0,3.0,2.0],\"bias\":0.25}]");
    }

    @Test
    void aModelThatCannotExplainSaysSo() throws Exception {
        assertThat(error(501, explain("price", instances(ROW))))
                .isEqualTo(
                        "model price/1 cannot explain its answers: it has no signature 'explain'");
        assertThat(error(404, explain("nobody", instances(ROW)))).contains("nobody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    price | {"instances": [{"income": 4, "age": 30, "towns": "Rome"}]}  | the nearest is 'town'
                    price | {"instances": [{"income": 4, "age": 30}]}                   | row 0 has no 'town'
                    price | {"instances": [[4, 30]]}                                    | row 0 has 2 values
                    price | {"instances": [[4, 30, "Rome", 1]]}                         | row 0 has more values
                    price | {"instances": [[4, 30, "Rome"], [4]]}                       | row 1 has 1 values
                    price | {"instances": [[4, 30, "Paris"]]}                           | 'Paris' is not one of its 3 categories
                    price | {"instances": [["x", 30, "Rome"]]}                          | column 'income', row 0
                    price | {"instances": [{"income": 4, "income": 4}]}                 | twice
                    price | {"instances": []}                                           | there are no rows
                    price | {"instances": {}}                                           | expected a list
                    price | {"instances": 7}                                            | expected a list
                    price | {"inputs": {"income": [4], "age": [30, 31], "town": ["Ulm"]}} | differ in length
                    price | {"inputs": {"income": [4]}}                                 | lacks columns
                    price | {}                                                          | exactly one of
                    price | {"instances": [[4,30,"Ulm"]], "inputs": []}                 | has both 'instances' and 'inputs'
                    price | {"instances": [[4, 30, "Rome"]]} x                          | not JSON
                    price | {"signature_name": "x", "instances": [[4, 30, "Rome"]]}     | has no signature 'x'
                    price | {"instances": [[4, 30, "Rome"]], "signature_name": "x"}     | has no signature 'x'
                    digits | {"instances": [{"y": 1}]}                                  | 'y' is none of the inputs [x]
                    digits | {"instances": [["a"]]}                                     | input 'x', row 0: expected a number
                    digits | {"instances": [[1], [1, 2]]}                               | input 'x', row 1: Expecting shape [1] but got: [2]
                    digits | {"instances": [[1, null]]}                                 | found null
                    digits | {"dataframe_records": [{"pixel": 1}]}                      | table.columns in model.yaml
                    named | {"instances": [7]}                                          | a row is to be an object
                    named | {"instances": [{"a": "x", "b": 1}]}                         | row 0 has no 'c'
                    """)
    void mistakesAreNamed(String model, String body, String text) throws Exception {
        assertThat(error(400, predict(model, body))).contains(text);
    }

    @Test
    void truncatedBodiesAreRefused() throws Exception {
        String whole = "{\"instances\": [" + ROW + ", " + ROW + "], \"signature_name\": \"\"}";

        for (int length = 0; length < whole.length(); length++) {
            error(400, predict("price", whole.substring(0, length)));
        }
    }

    @Test
    void wrongMethodsAndPathsAreRefused() throws Exception {
        HttpResponse<String> read = get("/v1/models/price:predict");

        assertThat(error(405, read)).contains("allowed: POST");
        assertThat(read.headers().firstValue("Allow")).contains("POST");
        assertThat(error(405, post("/v1/models", JSON, "{}"))).contains("allowed: GET");
        assertThat(error(404, get("/v1/models/"))).contains("/v1/models/");
        assertThat(error(404, get("/v1/models/price/version/1"))).isNotBlank();
        assertThatThrownBy(() -> Routes.of("/v1/models/%zz"))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining("percent-encoding");
        assertThat(error(400, get("/v1/models/a/versions/99999999999999999999")))
                .contains("beyond any");
    }
}

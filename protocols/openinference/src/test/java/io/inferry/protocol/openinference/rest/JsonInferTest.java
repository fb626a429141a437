package io.inferry.protocol.openinference.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.tensor.DataType;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import io.inferry.protocol.openinference.wire.Datatype;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInferTest extends RestServerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BOOL     | [true,false]
                    UINT8    | [0,255]
                    UINT16   | [0,65535]
                    UINT32   | [0,4294967295]
                    UINT64   | [0,18446744073709551615]
                    INT8     | [-128,127]
                    INT16    | [-32768,32767]
                    INT32    | [-2147483648,2147483647]
                    INT64    | [-9223372036854775808,9007199254740993]
                    FLOAT16  | [0.5,-65504.0]
                    BFLOAT16 | [0.5,3.0e38]
                    FLOAT32  | [0.1,NaN]
                    FLOAT64  | [0.1,-Infinity]
                    STRING   | ["a\\"b","grüße"]
                    """)
    void everyTypeComesBackAsItWent(DataType dataType, String data) throws Exception {
        String datatype = Datatype.name(dataType);
        var response =
                caller().infer(
                                "echo_" + dataType,
                                request(input("[1,2]", datatype, "\"data\": " + data)));

        JsonNode output = caller().json(response).path("outputs").path(0);
        String text = new String(response.body(), StandardCharsets.UTF_8);

        assertThat(output.path("datatype").asText()).isEqualTo(datatype);
        assertThat(output.path("shape").toString()).isEqualTo("[1,2]");
        if (dataType == DataType.BFLOAT16) {
            assertThat(output.path("data").path(1).floatValue())
                    .isCloseTo(3e38f, org.assertj.core.data.Percentage.withPercentage(1));
        } else {
            assertThat(text).contains("\"data\":" + data);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UINT8|256", "INT8|-129", "INT32|2147483648", "UINT32|-1", "INT64|1.5",
                "UINT64|18446744073709551616", "FP32|\"1\"", "BYTES|1", "INT32|true", "FP64|null"
            })
    void elementsOfAnotherTypeAreRefused(String what) throws Exception {
        String datatype = what.substring(0, what.indexOf('|'));
        String element = what.substring(what.indexOf('|') + 1);

        String error =
                caller().error(
                                400,
                                caller().infer(
                                                "echo_" + Datatype.of(datatype, "in"),
                                                request(
                                                        input(
                                                                "[1,1]",
                                                                datatype,
                                                                "\"data\": [" + element + "]"))));

        assertThat(error).contains("'data' of input 'in'").contains(element.replace("\"", ""));
    }

    @Test
    void dataMayBeNestedOrFlatAndMembersInAnyOrder() throws Exception {
        for (String data : List.of("[1, 2, 3, 4]", "[[1, 2], [3, 4]]")) {
            String before =
                    "{\"data\": "
                            + data
                            + ", \"datatype\": \"INT32\", \"shape\": [2,2],"
                            + " \"name\": \"in\", \"future\": {\"x\": [1]}}";
            String behind = input("[2,2]", "INT32", "\"data\": " + data);
            for (String input : List.of(before, behind)) {
                JsonNode answer = caller().json(caller().infer("echo_INT32", request(input)));

                assertThat(answer.path("outputs").path(0).path("data").toString())
                        .isEqualTo("[1,2,3,4]");
            }
        }
    }

    @Test
    void answerNamesModelVersionAndId() throws Exception {
        String inputs = "\"inputs\": [" + input("[1,1]", "INT8", "\"data\": [1]") + "]}";

        JsonNode own = caller().json(caller().infer("echo_INT8", "{\"id\": \"é7\", " + inputs));
        JsonNode made = caller().json(caller().infer("echo_INT8", "{" + inputs));

        assertThat(own.path("id").asText()).isEqualTo("é7");
        assertThat(own.path("model_name").asText()).isEqualTo("echo_INT8");
        assertThat(own.path("model_version").asText()).isEqualTo("1");
        assertThat(made.path("id").asText()).hasSize(36);
    }

    @Test
    void onlyTheWantedOutputsComeInTheWantedOrder() throws Exception {
        GoldenCase golden = Golden.read("strings").first();
        String body = V2.jsonBody(golden.inputs());
        String open = body.substring(0, body.length() - 1);
        String both = ", \"outputs\": [{\"name\": \"label_name\"}, {\"name\": \"label_id\"}]}";
        String one = ", \"outputs\": [{\"name\": \"label_name\"}]}";

        assertThat(caller().json(caller().infer("strings", open + both)).path("outputs"))
                .extracting(output -> output.path("name").asText())
                .containsExactly("label_name", "label_id");
        JsonNode answer = caller().json(caller().infer("strings", open + one));
        assertThat(answer.path("outputs")).hasSize(1);
        assertThat(answer.path("outputs").path(0).path("data"))
                .extracting(JsonNode::asText)
                .containsExactly("CAT!", "?", "DOG!", "BIRD!");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"inputs": [], "inputs": 1}                                | 'inputs'
                    {"id": 1, "inputs": []}                                    | 'id'
                    {"outputs": []}                                            | 'inputs'
                    {"inputs": [{"name": "in"}]}                               | 'shape'
                    {"inputs": [{"name": "in", "shape": [1]}]}                 | 'datatype'
                    {"inputs": [{"name": "in", "shape": [-1], "datatype": "INT32", "data": []}]} | 'shape'
                    {"inputs": [{"name": "in", "shape": [1.5], "datatype": "INT32", "data": []}]} | 'shape'
                    {"inputs": [{"name": "in", "shape": ["1"], "datatype": "INT32", "data": []}]} | 'shape'
                    {"inputs": [{"name": "in", "shape": [1,1], "datatype": "INT", "data": [1]}]} | 'INT'
                    {"inputs": [{"name": "in", "shape": [1,1], "datatype": "INT32"}]} | 'data'
                    {"inputs": [{"shape": [1,1], "datatype": "INT32", "data": [1]}]} | no name
                    {"inputs": [{"name": "in", "shape": [1,2], "datatype": "INT32", "data": [1]}]} | 2
                    {"inputs": [{"name": "in", "shape": [2000000000,2000000000], "datatype": "INT32", "data": [1]}]} | 4000000000000000000
                    {"inputs": [{"name": "in", "shape": [9000000000000000000,9], "datatype": "INT32", "data": [1]}]} | more elements
                    {"inputs": [{"name": "in", "shape": [1,1], "datatype": "INT32", "data": [1], "data": [1]}]} | twice
                    {"inputs": [{"name": "in", "shape": [1,1], "datatype": "INT32", "data": [1]}]} x | JSON
                    {"inputs": [{"name": "in", "shape": [1,1], "datatype": "INT32", "data": [1]},{"name": "in", "shape": [1,1], "datatype": "INT32", "data": [1]}]} | 'in' already exists
                    {"outputs": [{"name": "out"},{"name": "out"}], "inputs": []} | output 'out' already exists in request
                    {"outputs": [{"name": "o", "parameters": {"classification": 2}}], "inputs": []} | classification
                    {"parameters": {"triton_x": 1}, "inputs": [{"name": "in", "shape": [1,1], "datatype": "INT32", "data": [1]}]} | 'triton_x'
                    {"parameters": {"timeout": "x"}, "inputs": [{"name": "in", "shape": [1,1], "datatype": "INT32", "data": [1]}]} | 'timeout'
                    """)
    void mistakesAreNamed(String body, String named) throws Exception {
        var response = caller().infer("echo_INT32", body);

        assertThat(response.statusCode()).isIn(400, 501);
        assertThat(caller().error(response.statusCode(), response)).contains(named);
    }

    @Test
    void parametersWithoutMeaningHereAreNoMistake() throws Exception {
        String parameters =
                "{\"parameters\": {\"mine\": [1], \"x\": null, \"n\": 1e400, \"k\": 123456789012345678901,"
                        + " \"priority\": 1, \"timeout\": 10000000, \"sequence_id\": 0}, ";

        JsonNode answer =
                caller().json(
                                caller().infer(
                                                "echo_INT8",
                                                parameters
                                                        + "\"inputs\": ["
                                                        + input(
                                                                "[1,1]",
                                                                "INT8",
                                                                "\"parameters\": {\"a\": 1},"
                                                                        + " \"data\": [7]")
                                                        + "]}"));

        assertThat(answer.path("outputs").path(0).path("data").toString()).isEqualTo("[7]");
    }

    @Test
    void timeoutThatHasPassedIsAnsweredSo() throws Exception {
        String json =
                "{\"parameters\": {\"timeout\": 1}, \"inputs\": ["
                        + input("[1,1]", "INT8", "\"data\": [1]")
                        + "]}";
        var response = caller().infer("echo_INT8", json);

        assertThat(response.statusCode()).isEqualTo(504);
    }

    @Test
    void emptyTensorIsATensor() throws Exception {
        JsonNode answer =
                caller().json(
                                caller().infer(
                                                "echo_FLOAT32",
                                                request(input("[0,3]", "FP32", "\"data\": []"))));

        assertThat(answer.path("outputs").path(0).path("shape").toString()).isEqualTo("[0,3]");
    }
}

package io.inferry.protocol.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies are those of MLflow's own documentation. */
class MlflowTest extends ScoringServerTest {
    private HttpResponse<String> invoke(String model, String type, String body) throws Exception {
        return post("/invocations", type, body, "x-inferry-model", model);
    }

    /** What the model abc makes of it. */
    private static double price(double a, double b, double c) {
        return 100 * (0.25 + a / 4 + b / 10 + c);
    }

    private void assertPrices(HttpResponse<String> response, double... prices) throws Exception {
        List<Double> answered = new ArrayList<>();
        predictions(response).forEach(value -> answered.add(value.asDouble()));
        assertThat(answered).hasSize(prices.length);
        for (int i = 0; i < prices.length; i++) {
            assertThat(answered.get(i))
                    .isCloseTo(prices[i], org.assertj.core.data.Offset.offset(1e-4));
        }
    }

    @Test
    void splitFramesAreTaken() throws Exception {
        String body =
                """
                {
                  "dataframe_split": {
                      "columns": ["a", "b", "c"],
                      "data": [[1, 2, 3], [4, 5, 6]]
                  }
                }\
                """;
        String turned =
                """
                {"dataframe_split": {"index": [0, 1], "data": [[3, 1, 2], [6, 4, 5]],
                 "columns": ["c", "a", "b"]}, "params": {"predict_method": "predict"}}\
                """;

        assertPrices(invoke("abc", JSON, body), price(1, 2, 3), price(4, 5, 6));
        assertPrices(invoke("abc", JSON, turned), price(1, 2, 3), price(4, 5, 6));
    }

    @Test
    void recordsAreTaken() throws Exception {
        String body =
                """
                {
                  "dataframe_records": [
                    {"a": 1,"b": 2,"c": 3},
                    {"a": 4,"b": 5,"c": 6}
                  ]
                }\
                """;

        assertPrices(invoke("abc", JSON, body), price(1, 2, 3), price(4, 5, 6));
    }

    @Test
    void instancesOfTensorsAreTaken() throws Exception {
        String body =
                """
                {
                    "instances": [
                        {"a": "s1", "b": 1, "c": [1, 2, 3]},
                        {"a": "s2", "b": 2, "c": [4, 5, 6]},
                        {"a": "s3", "b": 3, "c": [7, 8, 9]}
                    ]
                }\
                """;

        assertThat(predictions(invoke("named", JSON, body)).toString())
                .isEqualTo(
                        "[{\"out_a\":\"s1\",\"out_b\":1,\"out_c\":[1.0,2.0,3.0]},"
                                + "{\"out_a\":\"s2\",\"out_b\":2,\"out_c\":[4.0,5.0,6.0]},"
                                + "{\"out_a\":\"s3\",\"out_b\":3,\"out_c\":[7.0,8.0,9.0]}]");
    }

    @Test
    void inputsOfTensorsAreTaken() throws Exception {
        String body =
                """
                {
                    "inputs": {
                        "a": ["s1", "s2", "s3"],
                        "b": [1, 2, 3],
                        "c": [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
                    }
                }\
                """;

        assertThat(predictions(invoke("named", JSON, body)).at("/2/out_a").asText())
                .isEqualTo("s3");
        assertThat(
                        predictions(invoke("matrix", JSON, "{\"inputs\": [[1, 2, 3], [3, 4, 5]]}"))
                                .toString())
                .isEqualTo("[[1.0,2.0,3.0],[3.0,4.0,5.0]]");
    }

    @Test
    void framesFillTensorsOfTheirNames() throws Exception {
        String body =
                """
                {"dataframe_split": {"columns": ["b", "a", "c"],
                 "data": [[1, "s1", [1, 2, 3]], [2, "s2", [4, 5, 6]]]}}\
                """;

        assertThat(predictions(invoke("named", JSON, body)).at("/1/out_b").asInt()).isEqualTo(2);
    }

    @Test
    void framesFillAMatrixInTheirOrder() throws Exception {
        String body =
                "{\"dataframe_split\": {\"columns\": [\"u\", \"v\", \"w\"], \"data\": [[1, 2, 3]]}}";

        assertThat(predictions(invoke("matrix", JSON, body)).toString())
                .isEqualTo("[[1.0,2.0,3.0]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b,c\n1,2,3\n4,5,6\n",
                "c,a,b\r\n3,1,2\r\n6,4,5",
                "\uFEFF\"a\",b,c\n1,\"2\",3\n\n4,5,6\n",
                "1,2,3\n4,5,6\n"
            })
    void csvIsTakenWithAHeadAndWithout(String body) throws Exception {
        for (String type : List.of(CSV, "text/csv; charset=utf-8")) {
            assertPrices(invoke("abc", type, body), price(1, 2, 3), price(4, 5, 6));
        }
    }

    @Test
    void emptyCellsAndAbsentColumnsAreMissing() throws Exception {
        assertPrices(invoke("abc", CSV, "a,b,c\n,2,3\n"), 100 * (0.25 - 1 + 0.2 + 3));
        assertPrices(invoke("abc", CSV, "b,c\n2,3\n"), 100 * (0.25 - 1 + 0.2 + 3));
        assertPrices(
                invoke("abc", JSON, "{\"dataframe_records\": [{\"b\": 2, \"c\": 3}]}"),
                100 * (0.25 - 1 + 0.2 + 3));
    }

    @Test
    void mistakesOfCsvAreNamed() throws Exception {
        assertThat(refused(400, invoke("abc", CSV, "a,b,d\n1,2,3\n"))).contains("column 'd'");
        assertThat(refused(400, invoke("abc", CSV, "u,v,w\n1,2,3\n"))).contains("column 'u'");
        assertThat(refused(400, invoke("abc", CSV, "a,b,c\n1,x,3\n")))
                .contains("column 'b', row 0");
        assertThat(refused(400, invoke("abc", CSV, "a,b,c\n1,2\n"))).contains("row 0 has 2 values");
        assertThat(refused(400, invoke("abc", CSV, "a,b,c\n1,2,3,4\n"))).contains("more values");
        assertThat(refused(400, invoke("abc", CSV, "a,b,c\n"))).contains("no rows");
        assertThat(refused(400, invoke("abc", CSV, ""))).contains("no rows");
        assertThat(refused(400, invoke("named", CSV, "1,2,3"))).contains("CSV needs a model");
    }

    @Test
    void mistakesHaveMlflowsForm() throws Exception {
        assertThat(refused(400, invoke("abc", JSON, "{\"a\": [1]}"))).contains("exactly one of");
        assertThat(refused(400, invoke("abc", JSON, ""))).contains("not JSON");
        assertThat(refused(404, invoke("nobody", JSON, "{}"))).contains("nobody");
        assertThat(refused(415, invoke("abc", "text/xml", "<a/>"))).contains("text/xml");
        assertThat(refused(415, invoke("abc", "application/json; charset=latin1", "{}")))
                .contains("latin1");
        assertThat(refused(405, get("/invocations"))).contains("allowed: POST");
    }

    @Test
    void whatCurlSendsUnaskedIsReadAsJson() throws Exception {
        String body = "{\"dataframe_records\": [{\"a\": 1, \"b\": 2, \"c\": 3}]}";

        assertPrices(
                invoke("abc", "application/x-www-form-urlencoded", "\n " + body), price(1, 2, 3));
        assertPrices(invoke("abc", "application/json;", body), price(1, 2, 3));
        assertThat(refused(415, invoke("abc", "application/x-www-form-urlencoded", "a=1")))
                .contains("application/x-www-form-urlencoded");
    }

    @Test
    void probesAreAnswered() throws Exception {
        assertThat(get("/ping").statusCode()).isEqualTo(200);
        assertThat(get("/ping").body()).isEqualTo("\n");
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/version").body()).isNotBlank();
    }
}

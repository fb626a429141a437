package io.inferry.protocol.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class SageMakerTest extends ScoringServerTest {
    private static final String ROWS = "4,30,Rome\n8,50,Ulm\n";

    @Test
    void aModelIsInvokedByItsPath() throws Exception {
        assertThat(predictions(post("/models/price/invoke", CSV, ROWS)).toString())
                .isEqualTo("[625.0,725.0]");
        assertThat(predictions(post("/models/price/versions/1/invoke", CSV, ROWS)).toString())
                .isEqualTo("[625.0,725.0]");
        assertThat(refused(404, post("/models/nobody/invoke", CSV, ROWS))).contains("nobody");
    }

    @Test
    void aModelIsNamedByHeaderOrQueryOrTheOption() throws Exception {
        String target = "X-Amzn-SageMaker-Target-Model";

        assertThat(
                        predictions(post("/invocations", CSV, ROWS, target, "loan"))
                                .at("/0/label")
                                .asText())
                .isEqualTo("yes");
        assertThat(
                        predictions(post("/invocations?model=loan&version=1", CSV, ROWS))
                                .at("/1/label")
                                .asText())
                .isEqualTo("yes");
        assertThat(predictions(post("/invocations", CSV, ROWS)).toString())
                .isEqualTo("[625.0,725.0]");
        assertThat(refused(400, post("/invocations?version=none", CSV, ROWS))).contains("none");
    }

    @Test
    void answersComeAsCsvWhereThatIsAccepted() throws Exception {
        HttpResponse<String> prices = post("/invocations", CSV, ROWS, "Accept", "text/csv");
        HttpResponse<String> labels =
                post(
                        "/invocations?outputs=label",
                        CSV,
                        ROWS,
                        "Accept",
                        CSV,
                        "x-inferry-model",
                        "loan");
        HttpResponse<String> headed =
                post(
                        "/models/loan/invoke",
                        CSV,
                        ROWS,
                        "Accept",
                        "image/png, text/csv; header=present");

        assertThat(prices.statusCode()).isEqualTo(200);
        assertThat(prices.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(prices.body()).isEqualTo("625.0\n725.0\n");
        assertThat(labels.body()).isEqualTo("yes\nyes\n");
        assertThat(headed.body()).startsWith("label,probabilities.no,probabilities.yes\nyes,0.00");
        assertThat(headed.body().lines()).hasSize(3);
    }

    @Test
    void explanationsComeAsCsvToo() throws Exception {
        HttpResponse<String> lines =
                post(
                        "/models/loan/invoke?signature=explain",
                        CSV,
                        ROWS,
                        "Accept",
                        "text/csv; header=present");

        assertThat(lines.body())
                .isEqualTo(
                        """
                        contributions.0,contributions.1,contributions.2,bias
                        1.0,3.0,2.0,0.25
                        2.0,5.0,0.0,0.25
                        """);
    }

    @Test
    void formsThatAreNotSpokenAreRefused() throws Exception {
        assertThat(refused(406, post("/invocations", CSV, ROWS, "Accept", "application/x-npy")))
                .contains("application/x-npy");
        assertThat(refused(415, post("/invocations", "application/x-npy", ROWS)))
                .contains("application/x-npy");
    }

    @Test
    void whatTheFirstLineIsMayBeSaid() throws Exception {
        assertThat(
                        refused(
                                400,
                                post(
                                        "/invocations",
                                        "text/csv; header=present",
                                        "4,30,Rome\n8,50,Ulm")))
                .contains("column '4'");
        assertThat(
                        refused(
                                400,
                                post(
                                        "/invocations",
                                        "text/csv; header=absent",
                                        "income,age,town\n8,50,Ulm")))
                .contains("column 'income', row 0");
    }

    @Test
    void aMatrixWithoutNamesTakesCsvInItsOrder() throws Exception {
        HttpResponse<String> response = post("/models/matrix/invoke", CSV, "1,2.5,3\n4,,6");

        assertThat(response.body()).isEqualTo("{\"predictions\":[[1.0,2.5,3.0],[4.0,NaN,6.0]]}");
    }
}

package io.inferry.protocol.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ServingException;
import io.inferry.contracts.CreditEngine;
import io.inferry.contracts.CreditEngine.Kind;
import io.inferry.contracts.ProtocolServer;
import io.inferry.transport.listen.ListenLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model {@code /invocations} means where nobody names one. */
class OnlyModelTest {
    @TempDir private Path models;

    private HttpResponse<String> invoke(Map<String, String> options) throws Exception {
        try (var server =
                        ProtocolServer.start(
                                models, new ScoringProtocol(), ListenLimits.STANDARD, options);
                var client = HttpClient.newHttpClient()) {
            int port = server.port(ScoringProtocol.LISTENER);
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/invocations"))
                            .header("Content-Type", "text/csv")
                            .POST(HttpRequest.BodyPublishers.ofString("4,30,Rome"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void theOnlyModelIsMeant() throws Exception {
        CreditEngine.write(models, "price", Kind.PRICE);

        assertThat(invoke(Map.of()).body()).isEqualTo("{\"predictions\":[625.0]}");
    }

    @Test
    void theOptionIsMeantAmongSeveral() throws Exception {
        CreditEngine.write(models, "price", Kind.PRICE);
        CreditEngine.write(models, "loan", Kind.LOAN);

        assertThat(invoke(Map.of("model", "price")).body()).isEqualTo("{\"predictions\":[625.0]}");
    }

    @Test
    void amongSeveralTheWaysToNameOneAreTold() throws Exception {
        CreditEngine.write(models, "price", Kind.PRICE);
        CreditEngine.write(models, "loan", Kind.LOAN);

        HttpResponse<String> response = invoke(Map.of());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("this server has 2 models and the request names none")
                .contains("x-inferry-model")
                .contains("x-amzn-sagemaker-target-model")
                .contains("POST /models/NAME/invoke")
                .contains("option 'model'")
                .contains("[loan, price]");
    }

    @Test
    void aServerWithoutModelsIsNotReady() throws Exception {
        assertThat(invoke(Map.of()).statusCode()).isEqualTo(503);
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatThrownBy(() -> ScoringOptions.of(Map.of("modle", "x")))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining("scoring has no option [modle]; its options are [model]");
        assertThatThrownBy(() -> ScoringOptions.of(Map.of("model", " ")))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining("must not be empty");
    }
}

package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.contracts.PrometheusServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet whose traffic somebody else splits: each server has one version, Prometheus scrapes both,
 * and the same decision is made on what it has seen.
 */
class PrometheusAnalysisIT {
    private static final int FEW = 20;
    private static final int REQUESTS = 800;
    private static final String ASKED = "sum(model_prediction_requests_total{model=\"digits\"})";

    @TempDir private Path folder;

    private RunningServer serve(String fixture, long version)
            throws IOException, InterruptedException {
        Path models = folder.resolve("models-" + version);
        DigitModels.add(models, fixture, version);
        return RunningServer.serve(models).awaitReady();
    }

    private static void ask(RunningServer server, int count)
            throws IOException, InterruptedException {
        JsonNode rows = DigitModels.rows().path("rows");
        for (int i = 0; i < count; i++) {
            server.post(
                    "tensorflow_rest",
                    "/v1/models/digits:predict",
                    DigitModels.question(rows.path(i % rows.size())));
        }
    }

    private Command analyze(String candidate) throws Exception {
        try (var first = serve("first", 1);
                var second = serve(candidate, 2);
                var prometheus =
                        PrometheusServer.scraping(
                                folder.resolve("prometheus"),
                                List.of(
                                        "127.0.0.1:" + first.port("admin"),
                                        "127.0.0.1:" + second.port("admin")))) {
            // A counter that nobody saw small looks smaller than it is: some requests come first.
            ask(first, FEW);
            ask(second, FEW);
            prometheus.await(ASKED, 2 * FEW);
            ask(first, REQUESTS);
            ask(second, REQUESTS);
            prometheus.await(ASKED, 2 * (FEW + REQUESTS));
            return Command.inferry(
                    "experiment",
                    "analyze",
                    "--prometheus",
                    prometheus.url().toString(),
                    "--model",
                    "digits",
                    "--control",
                    "1",
                    "--candidate",
                    "2",
                    "--window",
                    "5m",
                    "--margin",
                    "success-rate=0.02",
                    "--margin",
                    "p95=400%");
        }
    }

    @Test
    void aVersionThatIsAsGoodIsPromoted() throws Exception {
        Command analysis = analyze("better");
        assertThat(analysis.status()).as(analysis.out()).isZero();
        assertThat(analysis.out()).contains("promote");
    }

    @Test
    void aVersionThatFailsIsRolledBack() throws Exception {
        Command analysis = analyze("failing");
        assertThat(analysis.status()).as(analysis.out()).isEqualTo(20);
        assertThat(analysis.out()).contains("rollback").contains("success");
    }
}

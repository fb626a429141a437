package io.inferry.experiment.command.analyze;

import static io.inferry.experiment.command.analyze.ModelServer.series;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.contracts.PrometheusServer;
import io.inferry.experiment.command.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions on the data of a real Prometheus that scrapes two real servers. */
class AnalyzeTest {
    private static final double FAST = 0.005;
    private static final double SLOW = 0.1;

    @TempDir private static Path directory;

    private static ModelServer first;
    private static ModelServer second;
    private static PrometheusServer prometheus;

    @BeforeAll
    static void scrapeTwoServersThatAnswerRequests() throws IOException {
        first = new ModelServer();
        second = new ModelServer();
        var gone = new ModelServer();
        first.show(control(0));
        second.show(candidate(0, 0));
        gone.show(series(labels("gone", 2), 0, 0, FAST));
        prometheus =
                PrometheusServer.scraping(
                        directory, List.of(first.target(), second.target(), gone.target()));
        prometheus.await("count(up == 1)", 3);
        prometheus.await("count(model_prediction_requests_total{model=\"same\"})", 4);

        // one server starts afresh in between: its counters fall
        first.show(control(10_000));
        second.show(candidate(10_000, 15_000));
        prometheus.await("sum(model_prediction_requests_total{model=\"restarted\"})", 25_000);
        first.show(control(20_000));
        second.show(candidate(20_000, 5_000));
        gone.close();
        prometheus.await("sum(model_prediction_requests_total{model=\"restarted\"})", 25_000);
        prometheus.await("sum(model_prediction_requests_total{model=\"same\"})", 40_000);
        prometheus.await("count(up == 0)", 1);
    }

    @AfterAll
    static void stopThem() {
        if (prometheus != null) {
            prometheus.close();
        }
        first.close();
        second.close();
    }

    private static String labels(String model, int version) {
        return "model=\"%s\",version=\"%d\"".formatted(model, version);
    }

    private static String control(long requests) {
        var page = new StringBuilder();
        for (String model :
                List.of(
                        "same",
                        "failing",
                        "slow",
                        "restarted",
                        "scarce",
                        "gone",
                        "strange",
                        "misused")) {
            page.append(series(labels(model, 1), requests / 100 * 99, requests / 100, FAST));
        }
        return page.append(istio("v1", requests)).toString();
    }

    private static String candidate(long requests, long restarted) {
        return series(labels("same", 2), requests / 100 * 99, requests / 100, FAST)
                + series(labels("failing", 2), requests / 100 * 90, requests / 10, FAST)
                + series(labels("slow", 2), requests / 100 * 99, requests / 100, SLOW)
                + series(labels("restarted", 2), restarted / 100 * 99, restarted / 100, FAST)
                + series(labels("scarce", 2), requests / 1000, 0, FAST)
                + "model_prediction_requests_total{model=\"strange\",version=\"2\",status=\"ok\"} NaN\n"
                + series(labels("misused", 2), requests / 100 * 99, requests / 100, FAST)
                + "model_prediction_requests_total{%s,status=\"invalid_argument\"} %d\n"
                        .formatted(labels("misused", 2), requests)
                + istio("v2", requests);
    }

    private static String istio(String version, long requests) {
        String labels = "destination_app=\"digits\",destination_version=\"" + version + "\"";
        return """
        istio_requests_total{%1$s,response_code="200"} %2$d
        istio_requests_total{%1$s,response_code="503"} %3$d
        istio_request_duration_milliseconds_bucket{%1$s,le="5"} %2$d
        istio_request_duration_milliseconds_bucket{%1$s,le="+Inf"} %2$d
        """
                .formatted(labels, requests / 100 * 99, requests / 100);
    }

    private static Shell analyze(String model, String... more) {
        return analyzeAt(prometheus.url().toString(), model, more);
    }

    private static Shell analyzeAt(String url, String model, String... more) {
        List<String> line = new ArrayList<>();
        line.addAll(List.of("analyze", "--prometheus", url, "--model", model, "--control", "1"));
        line.addAll(List.of("--candidate", "2"));
        line.addAll(List.of(more));
        return Shell.experiment(line.toArray(String[]::new));
    }

    @Test
    void aVersionThatIsNoWorseIsPromoted() {
        Shell shell = analyze("same");

        assertThat(shell.err()).isEmpty();
        assertThat(shell.status()).isZero();
        assertThat(shell.out())
                .startsWith("promote: success_rate of version 2 is")
                .contains("the tolerated 0.01", "latency_p95");
    }

    @Test
    void aVersionThatFailsMoreOftenIsRolledBack() {
        Shell shell = analyze("failing");

        assertThat(shell.status()).isEqualTo(20);
        assertThat(shell.out()).startsWith("rollback: success_rate of version 2 is lower by 0.09");
    }

    @Test
    void aVersionThatIsSlowerByMoreThanABucketIsRolledBack() {
        Shell shell = analyze("slow");

        assertThat(shell.status()).isEqualTo(20);
        assertThat(shell.out()).startsWith("rollback: latency_p95 of version 2 is higher by");
    }

    @Test
    void latencyIsLeftAloneWhereOnlyTheSuccessRateIsAskedFor() {
        assertThat(analyze("slow", "--metric", "success-rate").status()).isZero();
    }

    @Test
    void aVersionThatRefusesWhatTheOtherTakesIsBrokenUnlessToldOtherwise() {
        assertThat(analyze("misused").status()).isEqualTo(20);
        assertThat(analyze("misused", "--ignore", "invalid_argument").status()).isZero();
    }

    @Test
    void tooFewRequestsKeepThingsAsTheyAre() {
        Shell shell = analyze("scarce");

        assertThat(shell.status()).isEqualTo(10);
        assertThat(shell.out()).startsWith("keep: success_rate needs 500 outcomes of each version");
    }

    @Test
    void aServerThatStartedAfreshLosesNothing() throws IOException {
        JsonNode page = new ObjectMapper().readTree(analyze("restarted", "--json").out());

        assertThat(page.path("decision").asText()).isEqualTo("promote");
        // increase extrapolates to the ends of the window, so a little more than 20,000
        assertThat(page.at("/candidate/requests").asLong()).isBetween(19_000L, 30_000L);
        assertThat(page.at("/metrics/0/metric").asText()).isEqualTo("success_rate");
        assertThat(page.at("/metrics/0/low").isNumber()).isTrue();
        assertThat(page.at("/metrics")).hasSize(2);
    }

    @Test
    void marginsAndRolesDecideWhatIsTolerated() {
        assertThat(analyze("failing", "--margin", "success-rate=20%").status()).isZero();
        assertThat(analyze("same", "--role", "success-rate=goal_better").status()).isEqualTo(10);
        assertThat(analyze("same", "--role", "p95=goal_not_worse").out())
                .startsWith("keep: latency_p95 of version 2 is")
                .contains("(-0.005 to 0.005)");
    }

    @Test
    void alsoFromATimeOn() {
        Instant since = Instant.now().minusSeconds(120);

        assertThat(analyze("failing", "--since", since.toString()).status()).isEqualTo(20);
    }

    @Test
    void seriesOfAMeshAreReadByTheirNames() {
        Shell shell =
                Shell.experiment(
                        "analyze",
                        "--prometheus=" + prometheus.url(),
                        "--model=digits",
                        "--control=v1",
                        "--candidate=v2",
                        "--requests-metric=istio_requests_total",
                        "--latency-metric=istio_request_duration_milliseconds_bucket",
                        "--model-label=destination_app",
                        "--version-label=destination_version",
                        "--status-label=response_code",
                        "--matching=job=\"inferry\"");

        assertThat(shell.err()).isEmpty();
        assertThat(shell.status()).isZero();
    }

    @Test
    void dataThatAreMissingInPartAreWarnedOf() {
        Shell shell = analyze("gone");

        assertThat(shell.status()).isEqualTo(10);
        assertThat(shell.out())
                .contains(
                        "warning: version 2 is no longer scraped",
                        "warning: version 2: Prometheus cannot reach 127.0.0.1:",
                        "series of version 1 began within the window");
    }

    @Test
    void aVersionWithoutDataIsNamedWithThoseThatHaveSome() {
        Shell shell =
                Shell.experiment(
                        "analyze",
                        "--prometheus=" + prometheus.url(),
                        "--model=same",
                        "--control=1",
                        "--candidate=7");

        assertThat(shell.status()).isEqualTo(4);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("version=\"7\"", "of model 'same' it has versions 1, 2");
        assertThat(analyze("unheard").err()).contains("of model 'unheard' it has nothing at all");
    }

    @Test
    void aValueThatIsNoNumberIsRefused() {
        Shell shell = analyze("strange", "--metric=success-rate");

        assertThat(shell.status()).isEqualTo(5);
        assertThat(shell.err()).contains("Prometheus has NaN where a number is needed");
    }

    @Test
    void aServerThatIsNoPrometheusIsSaid() throws IOException {
        Shell other = analyzeAt("http://" + first.target(), "same");
        String gone;
        try (var closing = new ModelServer()) {
            gone = closing.target();
        }
        Shell nobody = analyzeAt("http://" + gone, "same");

        assertThat(other.status()).isEqualTo(4);
        assertThat(other.err()).contains("is it a Prometheus server");
        assertThat(nobody.status()).isEqualTo(3);
        assertThat(nobody.err()).contains("nothing answers at http://" + gone);
    }

    @Test
    void whatPrometheusRefusesIsToldInItsWords() {
        Shell shell = analyze("same", "--matching", "a=b");

        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.err()).contains("parse error");
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThat(analyze("same", "--window", "soon").err()).contains("--window is a duration");
        assertThat(analyze("same", "--metric", "speed").err()).contains("no metric 'speed'");
        assertThat(analyze("same", "--margin", "p99=1").err()).contains("'p99' is not watched");
        assertThat(analyze("same", "--margin", "p95=few").err()).contains("a margin is a number");
        assertThat(analyze("same", "--since", "2999-01-01T00:00:00Z").err())
                .contains("in the future");
        assertThat(analyze("same", "--success", "(").err()).contains("--success is no pattern");
        assertThat(analyze("same", "--alpha", "2").status()).isEqualTo(2);
        assertThat(analyzeAt("ftp://x", "same").err()).contains("is no URL of a server");
    }
}

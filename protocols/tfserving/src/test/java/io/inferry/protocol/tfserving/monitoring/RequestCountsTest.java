package io.inferry.protocol.tfserving.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.observer.MetricsPage;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is counted, and that callers cannot make it grow. */
class RequestCountsTest {
    private final RequestCounts counts = new RequestCounts();

    @Test
    void loggedAndDroppedRequestsAreCountedApart() {
        RequestCounts counts = new RequestCounts();
        counts.logged("m", "OK");
        counts.logged("m", "OK");
        counts.logged("m", "RESOURCE_EXHAUSTED");

        assertThat(new PrometheusPage(counts, Optional.empty()).render())
                .contains("request_log_count{model_name=\"m\",status_code=\"OK\"} 2\n")
                .contains(
                        "request_log_count{model_name=\"m\",status_code=\"RESOURCE_EXHAUSTED\"} 1\n");
    }

    @Test
    void aFailureCountsAndHasNoLatency() {
        counts.begin("m", Api.REST_PREDICT, System.nanoTime()).failed(ErrorCode.NOT_FOUND);

        assertThat(page())
                .contains(
                        ":tensorflow:serving:request_count{model_name=\"m\",status=\"NOT_FOUND\"}"
                                + " 1\n")
                .doesNotContain("request_latency_count");
    }

    @Test
    void restAndGrpcAreToldApartByNameAndEntrypoint() {
        counts.begin("m", Api.REST_PREDICT, System.nanoTime()).answered();
        counts.begin("m", Api.GRPC_PREDICT, System.nanoTime()).answered();

        assertThat(page())
                .contains(
                        "request_latency_count{model_name=\"m\",API=\"predict\",entrypoint=\"REST\"}"
                                + " 1\n",
                        "request_latency_count{model_name=\"m\",API=\"Predict\",entrypoint=\"GRPC\"}"
                                + " 1\n",
                        "request_count{model_name=\"m\",status=\"OK\"} 2\n");
    }

    @Test
    void theModelsPartIsCountedUnderOneNameForBothWays() {
        CountedRequest rest = counts.begin("m", Api.REST_CLASSIFY, System.nanoTime());
        CountedRequest grpc = counts.begin("m", Api.GRPC_CLASSIFY, System.nanoTime());
        rest.running();
        rest.ran();
        grpc.running();
        grpc.ran();

        assertThat(page())
                .contains(
                        "runtime_latency_count{model_name=\"m\",API=\"Classify\",runtime=\"TF1\"}"
                                + " 2\n");
    }

    @Test
    void namesBeyondTheBoundsCountTogether() {
        for (int i = 0; i < RequestCounts.NAMES_MAX + 5; i++) {
            counts.begin("unknown" + i, Api.REST_PREDICT, 0).failed(ErrorCode.NOT_FOUND);
        }
        counts.begin("x".repeat(RequestCounts.NAME_CHARS_MAX + 1), Api.REST_PREDICT, 0)
                .failed(ErrorCode.NOT_FOUND);

        assertThat(counts.byModel()).hasSize(RequestCounts.NAMES_MAX + 1);
        assertThat(page())
                .contains("request_count{model_name=\"(others)\",status=\"NOT_FOUND\"} 6\n");
    }

    @Test
    void ourOwnPageComesBehindUpstreams() {
        MetricsPage own =
                accept -> new MetricsPage.Page("text/plain", "inferry_ready 1\n" + accept);

        assertThat(new PrometheusPage(counts, Optional.of(own)).render())
                .startsWith("# TYPE :tensorflow:serving:request_count counter\n")
                .endsWith(" histogram\ninferry_ready 1\n");
    }

    @Test
    void manyThreadsLoseNothing() {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                threads.execute(() -> {
                    for (int i = 0; i < 25_000; i++) {
                        CountedRequest request = counts.begin("m", Api.GRPC_REGRESS, 0);
                        request.hadExamples(2);
                        request.answered();
                    }
                });
            }
        }

        assertThat(page())
                .contains(
                        "request_count{model_name=\"m\",status=\"OK\"} 100000\n",
                        "request_example_count_total{model=\"m\"} 200000\n",
                        "request_example_counts_count{model=\"m\"} 100000\n");
    }

    private String page() {
        return new PrometheusPage(counts, Optional.empty()).render();
    }
}

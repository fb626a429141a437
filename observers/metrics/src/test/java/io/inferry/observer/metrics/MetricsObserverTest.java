package io.inferry.observer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ServingException;
import io.inferry.api.observer.MetricsPage.Page;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.core.Serving;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsObserverTest {
    private final MetricsObserver observer = new MetricsObserver();
    private Serving serving;

    @BeforeEach
    void serve(@TempDir Path models) {
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 7);
        serving = Serving.builder().models(models).observers(List.of(observer)).start();
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void requestsAreCountedByModelProtocolAndOutcomeAndTimedByStage() {
        predict();
        predict();

        assertThat(page())
                .containsPattern(
                        "inferry_requests_total\\{model=\"digits\",outcome=\"ok\",protocol=\"\\w+\",signature=\"serving_default\",version=\"7\"} 2.0")
                .containsPattern(
                        "inferry_request_duration_seconds_count\\{model=\"digits\",protocol=\"\\w+\",signature=\"serving_default\",version=\"7\"} 2")
                .contains(
                        "inferry_stage_duration_seconds_count{model=\"digits\",stage=\"run\",version=\"7\"} 2")
                .contains("inferry_batch_rows_bucket{model=\"digits\",version=\"7\",le=\"4.0\"}");
    }

    @Test
    void callersCannotMakeSeries() {
        for (String invented : List.of("a", "b", "c")) {
            assertThatExceptionOfType(ServingException.class)
                    .isThrownBy(() -> serving.predict(invented, Map.of()));
        }

        assertThat(page())
                .containsPattern(
                        "inferry_requests_total\\{model=\"\",outcome=\"not_found\",protocol=\"\\w+\",signature=\"\",version=\"\"} 3.0")
                .doesNotContain("model=\"a\"");
    }

    @Test
    void aCallersMistakeIsCountedUnderItsCode() {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> serving.predict("digits", Map.of()));

        assertThat(page()).contains("outcome=\"invalid_argument\"");
    }

    @Test
    void whatIsLoadedIsShown() {
        assertThat(page())
                .contains("inferry_versions{state=\"available\"} 1.0")
                .contains("inferry_ready 1.0")
                .contains("inferry_queue_depth{model=\"digits\",version=\"7\"} 0.0")
                .containsPattern(
                        "inferry_load_duration_seconds\\{model=\"digits\",version=\"7\"} 0\\.\\d+")
                .contains(
                        "process_cpu_seconds_total", "jvm_memory_used_bytes", "inferry_build_info");
    }

    @Test
    void seriesOfAnUnloadedVersionGo() throws InterruptedException {
        predict();
        serving.management().unload("digits");
        long giveUp = System.nanoTime() + 20_000_000_000L;
        while (page().contains("version=\"7\"") && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }

        assertThat(page()).doesNotContain("version=\"7\"");
    }

    @Test
    void theScraperChoosesTheFormat() {
        predict();
        Page open = observer.scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        Page plain = observer.scrape("");

        assertThat(open.contentType()).startsWith("application/openmetrics-text");
        assertThat(open.text()).endsWith("# EOF\n");
        assertThat(plain.contentType()).startsWith("text/plain");
        assertThat(plain.text())
                .contains("# TYPE inferry_requests_total counter")
                .doesNotContain("# EOF");
    }

    private String page() {
        return observer.scrape("").text();
    }

    private void predict() {
        Map<String, Tensor> inputs =
                Golden.read("digits_keras").first().inputTensors(TensorMemory.unpooled());
        serving.predict("digits", inputs).values().forEach(Tensor::close);
    }
}

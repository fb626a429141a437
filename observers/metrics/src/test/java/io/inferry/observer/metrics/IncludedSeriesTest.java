package io.inferry.observer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.observer.MetricsSource;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.core.Serving;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludedSeriesTest {
    private static final Map<String, String> DIGITS = Map.of("model", "digits");

    @TempDir private Path models;

    private final MetricsObserver observer = new MetricsObserver();
    private Serving serving;

    @BeforeEach
    void serve() {
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 1);
        serving = Serving.builder().models(models).observers(List.of(observer)).start();
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void seriesOfSeveralSourcesStandTogether() {
        observer.include(into -> {
            into.counter("inferry_experiment_decisions", "Decisions.", DIGITS, 2);
            into.gauge("model_prediction_accuracy", "Accuracy.", Map.of("version", "1"), 0.5);
        });
        observer.include(into -> {
            into.counter("inferry_experiment_decisions_total", "Decisions.", DIGITS, 3);
            into.gauge("model_prediction_accuracy", "Accuracy.", Map.of("version", "2"), 0.25);
        });

        assertThat(page())
                .contains("# TYPE inferry_experiment_decisions_total counter")
                .contains("inferry_experiment_decisions_total{model=\"digits\"} 5.0")
                .contains("model_prediction_accuracy{version=\"1\"} 0.5")
                .contains("model_prediction_accuracy{version=\"2\"} 0.25")
                .contains("inferry_metrics_sources_failed 0.0");
    }

    @Test
    void aSourceThatFailsIsLeftOutAndThePageStands() {
        observer.include(into -> {
            into.gauge("half_told", "Half told.", Map.of(), 1);
            throw new IllegalStateException("broken");
        });
        for (MetricsSource unfit : unfit()) {
            observer.include(unfit);
        }
        observer.include(into -> into.gauge("sound", "Sound.", Map.of(), 1));

        assertThat(page())
                .doesNotContain("half_told")
                .contains("sound 1.0")
                .contains("inferry_ready 1.0")
                .contains("inferry_metrics_sources_failed 6.0");
    }

    private static List<MetricsSource> unfit() {
        return List.of(
                into -> into.counter("negative", "Falls.", Map.of(), -1),
                into -> into.gauge("no name", "Spaces.", Map.of(), 1),
                into -> into.gauge("fine", "Bad label.", Map.of("no label", "x"), 1),
                into -> into.gauge("fine_total", "Reserved.", Map.of(), 1),
                into -> {
                    into.gauge("both", "A gauge.", Map.of(), 1);
                    into.counter("both", "A counter.", Map.of(), 1);
                });
    }

    @Test
    void kindsThatDifferBetweenSourcesLeaveTheFirst() {
        observer.include(into -> into.gauge("shared_name", "A gauge.", Map.of(), 1));
        observer.include(into -> into.counter("shared_name", "A counter.", Map.of(), 1));

        assertThat(page())
                .contains("# TYPE shared_name gauge")
                .contains("inferry_metrics_sources_failed 1.0");
    }

    @Test
    void namesOfThePageItselfAreNotTaken() {
        observer.include(into -> {
            into.gauge("inferry_ready", "Ours.", Map.of(), 7);
            into.gauge("inferry_metrics_sources_failed", "Ours too.", Map.of(), 7);
            into.counter("inferry_requests", "Ours as well.", Map.of(), 7);
        });

        assertThat(page()).contains("inferry_ready 1.0").doesNotContain(" 7.0");
    }

    @Test
    void promtoolFindsNothingToSay() throws IOException, InterruptedException {
        Optional<Path> promtool =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, "promtool"))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(promtool.isPresent(), "promtool is not installed (Debian: prometheus)");
        observer.include(into -> into.counter("inferry_decisions", "Decisions.", DIGITS, 1));
        var first = new TrafficSplit(List.of(Share.all(new VersionChoice.Exact(1))));
        serving.management().traffic().setPlan("digits", TrafficPlan.of(first));
        Map<String, Tensor> inputs =
                Golden.read("digits_keras").first().inputTensors(TensorMemory.unpooled());
        serving.predict("digits", inputs).values().forEach(Tensor::close);
        assertThat(page()).contains("inferry_assignments_total{");
        Path page = Files.writeString(models.resolve("page.txt"), page());

        Process check =
                new ProcessBuilder(List.of(promtool.orElseThrow().toString(), "check", "metrics"))
                        .redirectInput(page.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    private String page() {
        return observer.scrape("").text();
    }
}

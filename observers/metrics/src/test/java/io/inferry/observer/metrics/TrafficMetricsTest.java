package io.inferry.observer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.api.settings.TableSettings;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TextMatch;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficRule;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.Waiting;
import io.inferry.core.Serving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficMetricsTest {
    private static final VersionChoice FIRST = new VersionChoice.Exact(1);
    private static final VersionChoice SECOND = new VersionChoice.Exact(2);
    private static final VersionChoice MISSING = new VersionChoice.Exact(9);
    private static final RequestField USER_TYPE = RequestField.header("x-user-type");

    @TempDir private Path models;

    private final MetricsObserver observer = new MetricsObserver();

    @Test
    void assignmentsAreCountedByVersionCauseRuleAndTarget() throws IOException {
        var beta =
                new TrafficRule(
                        "beta",
                        List.of(List.of(new Condition(USER_TYPE, new TextMatch.Exact("beta")))),
                        all(SECOND));
        var plan =
                new TrafficPlan(
                        List.of(beta),
                        Optional.empty(),
                        Optional.of(all(FIRST)),
                        Optional.empty(),
                        List.of());
        try (Serving serving = serve(plan)) {
            ask(serving, "beta");
            ask(serving, "alpha");
            ask(serving, "alpha");

            assertThat(page())
                    .contains(
                            "inferry_assignments_total{cause=\"rule\",model=\"digits\",rule=\"beta\",target=\"version 2\",version=\"2\"} 1.0")
                    .contains(
                            "inferry_assignments_total{cause=\"split\",model=\"digits\",rule=\"\",target=\"version 1\",version=\"1\"} 2.0")
                    .doesNotContain("inferry_assignments_diverted");
        }
    }

    @Test
    void aChoiceThatCouldNotAnswerIsCountedBeside() throws IOException {
        try (Serving serving = serve(TrafficPlan.of(all(MISSING)))) {
            ask(serving, "alpha");

            assertThat(page())
                    .containsPattern("inferry_assignments_diverted_total\\{.*version=\"2\"\\} 1.0")
                    .containsPattern("inferry_assignments_total\\{.*version=\"2\"\\} 1.0");
        }
    }

    @Test
    void copiesAreCountedByOutcomeAndAreNobodysPredictions() throws IOException {
        var plan =
                new TrafficPlan(
                        List.of(),
                        Optional.empty(),
                        Optional.of(all(FIRST)),
                        Optional.empty(),
                        List.of(new Shadow(SECOND, 100, 4), new Shadow(MISSING, 100, 4)));
        try (Serving serving = serve(plan)) {
            ask(serving, "alpha");
            Waiting.STANDARD.until("the copy's end", () -> page().contains("protocol=\"shadow\""));

            assertThat(page())
                    .contains(
                            "inferry_shadow_requests_total{model=\"digits\",outcome=\"answered\",shadow=\"version 2\"} 1.0")
                    .contains(
                            "inferry_shadow_requests_total{model=\"digits\",outcome=\"skipped\",shadow=\"version 9\"} 1.0")
                    .contains(
                            "model_prediction_requests_total{model=\"digits\",status=\"success\",version=\"1\"} 1.0")
                    .contains(
                            "model_prediction_requests_total{model=\"digits\",status=\"success\",version=\"2\"} 0.0")
                    .contains(
                            "model_prediction_latency_seconds_count{model=\"digits\",version=\"2\"} 0");
        }
    }

    @Test
    void predictionsAreSummedOverProtocolsAndSignatures() throws IOException {
        try (Serving serving = serve(TrafficPlan.of(all(FIRST)))) {
            ask(serving, "alpha");
            ask(serving, "alpha");
            assertThatExceptionOfType(ServingException.class)
                    .isThrownBy(() -> serving.predict("digits", Map.of()));

            assertThat(page())
                    .contains(
                            "model_prediction_requests_total{model=\"digits\",status=\"success\",version=\"1\"} 2.0")
                    .contains(
                            "model_prediction_requests_total{model=\"digits\",status=\"invalid_argument\",version=\"1\"} 1.0")
                    .contains(
                            "model_prediction_latency_seconds_count{model=\"digits\",version=\"1\"} 3")
                    .contains(
                            "model_prediction_latency_seconds_bucket{model=\"digits\",version=\"1\",le=\"+Inf\"} 3");
        }
    }

    private Serving serve(TrafficPlan plan) throws IOException {
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 1);
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 2);
        Files.createFile(models.resolve("digits").resolve(ModelSettingsReader.FILE_NAME));
        ModelSettings standard = ModelSettings.STANDARD;
        var settings =
                new ModelSettings(
                        Optional.empty(),
                        new VersionSelection.All(),
                        Map.of(),
                        standard.batching(),
                        standard.instances(),
                        standard.warmup(),
                        standard.limits(),
                        Map.of(),
                        Optional.empty(),
                        Optional.of(plan),
                        TableSettings.STANDARD);
        return Serving.builder()
                .models(models)
                .settingsReader(file -> settings)
                .observers(List.of(observer))
                .start();
    }

    private static void ask(Serving serving, String userType) {
        Exchange exchange =
                Exchange.begin("test")
                        .saying(field ->
                                field.equals(USER_TYPE) ? Optional.of(userType) : Optional.empty());
        var door = serving.inference();
        var inputs = Golden.read("digits_keras").first().inputTensors(door.memory());
        var reply = new CompletableFuture<Reply>();
        door.open(ModelRef.latest("digits"), exchange)
                .run(InferenceRequest.of("serving_default", inputs), reply::complete);
        ((Answer) reply.join()).close();
    }

    private static TrafficSplit all(VersionChoice target) {
        return new TrafficSplit(List.of(Share.all(target)));
    }

    private String page() {
        return observer.scrape("").text();
    }
}

package io.inferry.experiment.control.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.RequestField;
import io.inferry.experiment.evidence.outputs.PredictionTerms;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {
    private static final String FULL =
            """
            name: digits-v2
            model: digits
            kind: canary
            control: stable
            arms:
              - {target: 2}
            sticky: {header: X-User-Id}
            steps: [1, 5, 25]
            bake: 10m
            goals:
              - {metric: feedback.accuracy, direction: higher, show: better}
              - {metric: latency_p95, show: not_worse, margin: 20%}
              - {metric: feedback.clicks}
            guardrails:
              - {metric: success_rate, margin: 0.01}
              - {metric: latency_p99, margin: 20%}
              - {metric: outputs.invalid, margin: 0}
              - {metric: outputs.constant}
              - {metric: outputs.drift, at_most: 0.25}
            minimum: {samples: 500, duration: 1m}
            maximum: {duration: 7d, then: rollback}
            alpha: 0.01
            expected_samples: 20000
            covariate: {header: x-past-spend}
            prediction: {output: score, task: binary}
            """;

    @Test
    void readsEverythingADefinitionMaySay() {
        Definition read = DefinitionReader.read(FULL, "it");
        assertThat(read.prediction())
                .isEqualTo(new PredictionTerms("score", PredictionTerms.Task.BINARY));
        assertThat(read.control()).isEqualTo(new VersionChoice.Label("stable"));
        assertThat(read.candidates()).containsExactly(new Candidate(new VersionChoice.Exact(2), 0));
        assertThat(read.sticky()).isEqualTo(Optional.of(RequestField.header("x-user-id")));
        assertThat(read.canary().steps()).containsExactly(1.0, 5.0, 25.0);
        assertThat(read.canary().bake()).isEqualTo(Duration.ofMinutes(10));
        assertThat(read.goals().get(1).margin()).isEqualTo(new Margin(0.2, true));
        assertThat(read.goals().get(1).metric().direction()).isEqualTo(Direction.LOWER);
        assertThat(read.guardrails().get(4).limit()).isEqualTo(new Guardrail.Limit.AtMost(0.25));
        assertThat(read.bounds())
                .isEqualTo(
                        new Bounds(
                                500,
                                Duration.ofMinutes(1),
                                Duration.ofDays(7),
                                Bounds.Then.ROLLBACK));
        assertThat(read.confidence()).isEqualTo(new Confidence(0.01, 20_000));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (String text :
                new String[] {
                    FULL,
                    "{name: a, model: m, kind: ab, control: 1, arms: [{target: 2, weight: 33.3}]}",
                    "{name: b, model: m, kind: bandit, control: 1, arms: [{target: x}], bandit:"
                            + " {algorithm: linucb, features: [{input: age}], exploration: 0.1}}",
                    "{name: s, model: m, kind: shadow, control: 1, arms: [{target: 2}], sticky:"
                            + " caller, shadow: {percent: 10, tolerance: 0.01},"
                            + " guardrails: [{metric: agreement, at_least: 0.95}]}",
                }) {
            Definition read = DefinitionReader.read(text, "it");
            assertThat(DefinitionReader.read(DefinitionWriter.json(read), "it")).isEqualTo(read);
        }
    }

    @Test
    void tellsEveryProblemAtOnceAndWhatWasMeant() {
        String wrong =
                """
                name: Digits V2
                kind: canari
                control: latest
                arms: [{target: 2, weight: 60}, {target: 2, wait: 50}]
                goals: [{metric: feedback.acuracy.x}, {metric: sucess_rate}, {metric: latency_p95, show: not_worse}]
                guardrails: [{metric: success_rate}, {metric: outputs.drift, margin: 0.1}]
                stepz: [1]
                alpha: 2
                minimum: {duration: soon}
                """;
        assertThatThrownBy(() -> DefinitionReader.read(wrong, "digits.yaml"))
                .hasMessageStartingWith("digits.yaml has 15 problems:")
                .hasMessageContaining("name: must be 1 to 63 of a-z")
                .hasMessageContaining("model: is missing")
                .hasMessageContaining("kind: must be one of ab, bandit, canary, shadow")
                .hasMessageContaining("did you mean 'canary'?")
                .hasMessageContaining("control: must be a version or a label")
                .hasMessageContaining("arms[1].target: names version 2 twice")
                .hasMessageContaining("arms[1].weight: is missing")
                .hasMessageContaining("arms[1].wait: is not a key here")
                .hasMessageContaining(
                        "there is no metric 'sucess_rate'; did you mean 'success_rate'")
                .hasMessageContaining("goals[2].margin: is missing")
                .hasMessageContaining("guardrails[0].margin: is missing")
                .hasMessageContaining("guardrails[1].margin: is not for outputs.drift")
                .hasMessageContaining("alpha: must be a number from 0.000001 to 0.5, was 2")
                .hasMessageContaining("minimum.duration: must be a time such as 10m")
                .hasMessageContaining("stepz: is not a key here");
    }

    @Test
    void showsWeightsThatDoNotSum() {
        assertThatThrownBy(() ->
                        DefinitionReader.read(
                                "{name: a, model: m, kind: ab, control: 1,"
                                        + " arms: [{target: 2, weight: 60}, {target: 3, weight: 50}]}",
                                "it"))
                .hasMessageContaining("were 60 + 50 = 110");
    }

    @Test
    void refusesWhatBelongsToAnotherKind() {
        assertThatThrownBy(() ->
                        DefinitionReader.read(
                                "{name: a, model: m, kind: ab, control: 1, arms: [{target: 2,"
                                        + " weight: 5}], steps: [1], bandit: {reward: x}}",
                                "it"))
                .hasMessageContaining("steps: is for kind: canary")
                .hasMessageContaining("bandit: is for kind: bandit");
    }

    @Test
    void brokenTextsAreToldWithTheirLine() {
        assertThatThrownBy(() -> DefinitionReader.read("name: [a\nkind: b", "it"))
                .hasMessageContaining("it is not YAML or JSON")
                .hasMessageContaining("line");
        assertThatThrownBy(() -> DefinitionReader.read("", "it")).hasMessageContaining("empty");
        assertThatThrownBy(() -> DefinitionReader.read("just words", "it"))
                .hasMessageContaining("must be a section of keys, was 'just words'");
        assertThatThrownBy(() -> DefinitionReader.read("a: 1\na: 2", "it"))
                .hasMessageContaining("Duplicate");
        assertThatThrownBy(() -> DefinitionReader.read("x".repeat(70_000), "it"))
                .hasMessageContaining("at most 65536");
    }
}

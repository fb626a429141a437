package io.inferry.protocol.tfserving.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.TextFormat;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.VersionState;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Waiting;
import io.inferry.core.Serving;
import io.inferry.core.repository.RepositorySettings;
import io.inferry.protocol.tfserving.flags.FlagParser;
import io.inferry.protocol.tfserving.flags.ServerFlags;
import io.inferry.protocol.tfserving.proto.ModelServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reloads as upstream's server_core_test has them, with real models. */
@Timeout(60)
class ModelServerReloadTest {
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final ServerFlags PLAIN = FlagParser.read(List.of()).flags();
    private static final ServerFlags LENIENT =
            FlagParser.read(List.of("--allow_version_labels_for_unavailable_models")).flags();

    @TempDir Path root;

    private Serving serving;
    private Management management;

    @BeforeEach
    void serveNothing() {
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, root, "m", 1);
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, root, "m", 2);
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, root, "n", 1);
        serving =
                Serving.builder()
                        .declared(Map.of())
                        .observers(List.of())
                        .repository(
                                new RepositorySettings(
                                        Duration.ofMillis(10), Duration.ZERO, ".complete", 100, 4))
                        .start();
        management = serving.management();
    }

    @AfterEach
    void close() {
        serving.close();
    }

    private String model(String name, String more) {
        return "config { name: '%s' base_path: '%s' model_platform: 'tensorflow' %s }"
                .formatted(name, root.resolve(name), more);
    }

    private static ModelServerConfig list(String... models) {
        return parse("model_config_list { " + String.join(" ", models) + " }");
    }

    private static ModelServerConfig parse(String text) {
        try {
            return TextFormat.parse(text, ModelServerConfig.class);
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Optional<String> reload(ServerFlags flags, ModelServerConfig config) {
        return new ModelServerReload(flags, management).apply(config, MOST);
    }

    private void refused(ServerFlags flags, ModelServerConfig config, String text) {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> reload(flags, config))
                .withMessage(text);
    }

    private Map<String, Long> labels() {
        return management.model("m").map(ModelStatus::labels).orElseThrow();
    }

    private boolean isUnloaded(String name) {
        return management.model(name).orElseThrow().versions().stream()
                .allMatch(version -> version.state() == VersionState.UNLOADED);
    }

    private static String label(String label, long version) {
        return "version_labels { key: '%s' value: %d }".formatted(label, version);
    }

    @Test
    void aModelComesGoesAndComesBack() {
        assertThat(reload(PLAIN, list(model("m", "")))).isEmpty();
        assertThat(reload(PLAIN, list(model("n", "")))).isEmpty();
        Waiting.STANDARD.until("m is unloaded", () -> isUnloaded("m"));
        assertThat(reload(PLAIN, list(model("m", ""), model("n", "")))).isEmpty();
        assertThat(Availability.isAvailable(management.model("m").orElseThrow())).isTrue();
        assertThat(reload(PLAIN, list())).isEmpty();
        Waiting.STANDARD.until("all are unloaded", () -> isUnloaded("m") && isUnloaded("n"));
    }

    @Test
    void whatIsNoListIsRefusedAndChangesNothing() {
        reload(PLAIN, list(model("m", "")));
        refused(
                PLAIN,
                parse(""),
                "Cannot transition to requested config. It is only legal to transition from one ModelConfigList to another.");
        assertThat(management.declared()).containsOnlyKeys("m");
    }

    @Test
    void aModelThatDoesNotLoadIsNamedAndTheOthersServe() {
        Optional<String> complaint = reload(PLAIN, list(model("m", ""), model("nowhere", "")));
        assertThat(complaint)
                .contains(
                        "1 model(s) did not become available: {{name: nowhere} due to error: NOT_FOUND: %s cannot be read: it does not exist, }"
                                .formatted(root.resolve("nowhere")));
        assertThat(Availability.isAvailable(management.model("m").orElseThrow())).isTrue();
    }

    @Test
    void aPlatformCannotChange() {
        reload(PLAIN, list(model("m", "")));
        refused(
                PLAIN,
                parse(
                        "model_config_list { config { name: 'm' base_path: '%s' model_platform: 'onnx' } }"
                                .formatted(root.resolve("m"))),
                "Illegal to change a model's platform. For model m platform was tensorflow and new platform requested is onnx");
    }

    @Test
    void aLabelMayPointToAnAvailableVersionAndMove() {
        String all = "model_version_policy { all {} } ";
        reload(PLAIN, list(model("m", all)));
        Waiting.STANDARD.until(
                "both versions are available",
                () ->
                        management.model("m").orElseThrow().versions().stream()
                                .allMatch(version -> version.state() == VersionState.AVAILABLE));
        assertThat(reload(PLAIN, list(model("m", all + label("stable", 1))))).isEmpty();
        assertThat(labels()).isEqualTo(Map.of("stable", 1L));
        assertThat(reload(PLAIN, list(model("m", all + label("stable", 2))))).isEmpty();
        assertThat(labels()).isEqualTo(Map.of("stable", 2L));
    }

    @Test
    void aLabelMayNotPointToAVersionThatIsNotAvailable() {
        reload(PLAIN, list(model("m", "")));
        refused(
                PLAIN,
                list(model("m", label("canary", 3))),
                "Request to assign label to version 3 of model m, which is not currently available for inference");
        refused(
                PLAIN,
                list(model("m", label("canary", 1))),
                "Request to assign label to version 1 of model m, which is not currently available for inference");
    }

    @Test
    void withTheFlagANewLabelMayWait() {
        reload(PLAIN, list(model("m", "")));
        assertThat(reload(LENIENT, list(model("m", label("canary", 3))))).isEmpty();
        assertThat(labels()).isEmpty();
        assertThat(reload(LENIENT, list(model("m", label("canary", 3))))).isEmpty();
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, root, "m", 3);
        Waiting.STANDARD.until("the label applies", () -> labels().containsKey("canary"));
    }

    @Test
    void evenWithTheFlagALiveLabelDoesNotMoveToAVersionThatIsNotAvailable() {
        reload(PLAIN, list(model("m", "")));
        reload(PLAIN, list(model("m", label("stable", 2))));
        refused(
                LENIENT,
                list(model("m", label("stable", 3))),
                "Request to assign label to version 3 of model m, which is not currently available for inference");
        assertThat(labels()).isEqualTo(Map.of("stable", 2L));
    }

    @Test
    void waitingEndsWithItsTime() {
        ModelServerReload reload = new ModelServerReload(PLAIN, management);
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> reload.apply(list(model("m", "")), Duration.ofNanos(1)))
                .satisfies(late -> assertThat(late.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
    }

    @Test
    void theSameListAgainIsNoChange() {
        ModelServerReload reload = new ModelServerReload(PLAIN, management);
        reload.applyChange(list(model("m", "")));
        Map<String, ?> before = management.declared();
        reload.applyChange(list(model("m", "")));
        assertThat(management.declared()).isSameAs(before);
        reload.applyChange(list(model("m", ""), model("n", "")));
        assertThat(management.declared()).containsOnlyKeys("m", "n");
    }
}

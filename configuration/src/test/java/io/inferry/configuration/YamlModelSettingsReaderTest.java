package io.inferry.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.Column;
import io.inferry.api.model.RequestLogSettings;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.api.settings.TableSettings;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.settings.WarmupSettings;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlModelSettingsReaderTest {
    private static final String EVERY_KEY =
            """
            engine: onnx
            versions: {latest: 2}
            labels: {stable: 3, canary: 4}
            batching:
              mode: off
              rows_max: 32
              delay_max: 5ms
              preferred_rows: [8, 16]
              allowed_rows: [8, 16]
              oversize: split
              execution_rows_max: 16
              pad_variable_lengths: longest
              queue_batches_max: 9
              manner: tensorflow_serving
            instances: 4
            warmup:
              iterations: 3
              rows: [1, 32]
              dims: {sequence: 128}
              required: true
              recorded: false
              recorded_iterations: 5
              recorded_max: 6
            limits:
              queue_requests_max: 7
              queue_bytes_max: 1MiB
              timeout: 2s
            request_log:
              path: logs/requests
              sampling_rate: 0.25
              file_bytes_max: 2MiB
              file_records_max: 100
              files_max: 3
            onnx:
              intra_op_threads: 2
              providers: [cuda, cpu]
              session: {mem_pattern: off}
            """;

    @TempDir Path directory;

    @Test
    void anEmptyFileMeansTheStandard() throws IOException {
        assertThat(read("")).isEqualTo(ModelSettings.STANDARD);
        assertThat(read("# nothing\n")).isEqualTo(ModelSettings.STANDARD);
        assertThat(read("labels:\nbatching:\n")).isEqualTo(ModelSettings.STANDARD);
    }

    @Test
    void everyKeyArrivesInItsPlace() throws IOException {
        ModelSettings settings = read(EVERY_KEY);

        assertThat(settings.engine()).contains("onnx");
        assertThat(settings.versions()).isEqualTo(new VersionSelection.Latest(2));
        assertThat(settings.labels()).isEqualTo(Map.of("stable", 3L, "canary", 4L));
        assertThat(settings.batching())
                .isEqualTo(
                        new BatchSettings(
                                BatchSettings.Mode.OFF,
                                32,
                                Duration.ofMillis(5),
                                List.of(8, 16),
                                List.of(8, 16),
                                new BatchRules(
                                        BatchRules.Oversize.SPLIT,
                                        16,
                                        BatchRules.Padding.LONGEST,
                                        9,
                                        BatchRules.Manner.TENSORFLOW_SERVING)));
        assertThat(settings.instances()).isEqualTo(4);
        assertThat(settings.warmup().iterations()).isEqualTo(3);
        assertThat(settings.warmup().rows()).containsExactly(1, 32);
        assertThat(settings.warmup().dims()).isEqualTo(Map.of("sequence", 128L));
        assertThat(settings.warmup().required()).isTrue();
        assertThat(settings.warmup().recorded())
                .isEqualTo(new WarmupSettings.Recorded(false, 5, 6));
        assertThat(settings.requestLog())
                .contains(new RequestLogSettings("logs/requests", 0.25, 2 << 20, 100, 3));
        assertThat(settings.limits().queueRequestsMax()).isEqualTo(7);
        assertThat(settings.limits().queueBytesMax()).isEqualTo(1 << 20);
        assertThat(settings.limits().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.engineOptions())
                .isEqualTo(
                        Map.of(
                                "intra_op_threads", "2",
                                "providers", "cuda,cpu",
                                "session.mem_pattern", "off"));
    }

    @Test
    void aTableNamesColumnsCategoriesAndClasses() throws IOException {
        assertThat(read(ReferencePage.TABLE_EXAMPLE).table())
                .isEqualTo(
                        new TableSettings(
                                List.of(
                                        Column.ofNumbers("age"),
                                        new Column("colour", List.of("red", "green", "blue")),
                                        Column.ofNumbers("height")),
                                TableSettings.Absent.MISSING,
                                List.of("malignant", "benign")));
        assertThat(read("table: {columns: [a, b]}").table().columns())
                .containsExactly(Column.ofNumbers("a"), Column.ofNumbers("b"));
    }

    @Test
    void whatIsWrongWithATableIsToldWithItsLine() {
        assertThat(refusal("table:\n  columns: [a, b, a]\n")).contains("column 'a' is there twice");
        assertThat(refusal("table:\n  columns:\n    - {nme: a}\n"))
                .contains("model.yaml:3: table.columns[0].nme is not known")
                .contains("table.columns[0] needs name");
        assertThat(refusal("table:\n  columns:\n    - {name: a, categories: [x, x]}\n"))
                .contains("model.yaml:3")
                .contains("column 'a' has the category 'x' twice");
        assertThat(refusal("table: {columns: {a: 1}}"))
                .contains("table.columns must be a list of names, or of sections");
        assertThat(refusal("table: {absent: zero}"))
                .contains("table.absent must be refused or missing, was 'zero'");
        assertThat(refusal("table: {classes: [a, a]}")).contains("a class is there twice");
    }

    @Test
    void versionsAreAllOrTheLatestOrAList() throws IOException {
        assertThat(read("versions: all").versions()).isEqualTo(new VersionSelection.All());
        assertThat(read("versions: [1, 3]").versions())
                .isEqualTo(new VersionSelection.Specific(Set.of(1L, 3L)));
        assertThat(refusal("versions: some"))
                .contains("versions must be all, {latest: N} or a list of versions, was 'some'");
        assertThat(refusal("versions: []")).contains("was a list");
        assertThat(refusal("versions: {latest: 0}"))
                .contains("versions must be a whole number from 1 to 1000, was '0'");
    }

    @Test
    void optionsOfAnyEngineMayStandUnderOptions() throws IOException {
        assertThat(read("options: {threads: 2}").engineOptions()).isEqualTo(Map.of("threads", "2"));
    }

    @Test
    void aSectionOfTheNamedEngineIsItsOptions() throws IOException {
        ModelSettings settings = read("engine: trees\ntrees: {flatten: true}\n");

        assertThat(settings.engine()).contains("trees");
        assertThat(settings.engineOptions()).isEqualTo(Map.of("flatten", "true"));
    }

    @Test
    void everyProblemIsReportedAtOnceWithItsLine() {
        String text =
                refusal(
                        """
                        instances: many
                        batching:
                          rows_mx: 4
                          delay_max: 5
                        limits: 3
                        """);

        assertThat(text)
                .contains("model.yaml has 4 problems")
                .contains(
                        "model.yaml:1: instances must be a whole number from 1 to 256, was 'many'")
                .contains(
                        "model.yaml:3: batching.rows_mx is not known; the nearest key is"
                                + " batching.rows_max")
                .contains("model.yaml:4: batching.delay_max must be a duration such as 5ms, was")
                .contains(
                        "model.yaml:5: limits must be a section with queue_requests_max,"
                                + " queue_bytes_max, timeout, was '3'");
    }

    @ParameterizedTest
    @CsvSource({
        "batchng, batching",
        "version, versions",
        "lables, labels",
        "instance, instances",
        "warm-up, warmup"
    })
    void anUnknownKeyNamesTheNearestOne(String written, String meant) {
        assertThat(refusal(written + ": 1"))
                .contains(written + " is not known; the nearest key is " + meant);
    }

    @Test
    void valuesThatDoNotGoTogetherAreAProblem() {
        assertThat(refusal("batching: {rows_max: 4, preferred_rows: [8]}"))
                .contains("batching.preferred_rows must ascend between 1 and rows_max 4, was [8]");
    }

    @Test
    void requestsAreOnlySplitWhereTheSizeOfThePiecesIsSaid() {
        assertThat(refusal("batching: {oversize: split}"))
                .contains(
                        "batching.oversize split needs batching.execution_rows_max from 1 to"
                                + " rows_max 64, was 0");
        assertThat(refusal("batching: {execution_rows_max: 8}"))
                .contains("batching.execution_rows_max needs batching.oversize split, was 8");
    }

    @Test
    void theRequestLogNeedsAPathAndAShare() throws IOException {
        assertThat(read("request_log: {path: log/all}").requestLog())
                .contains(new RequestLogSettings("log/all", 0.01));
        assertThat(read("request_log: {sampling_rate: 1}").requestLog()).isEmpty();
        assertThat(refusal("request_log: {path: a, sampling_rate: 1.5}"))
                .contains("request_log.sampling_rate must be a number from 0 to 1, was '1.5'");
    }

    @Test
    void theExampleOfThePageReadsAsItSays() throws IOException {
        TrafficPlan plan = read(ReferencePage.TRAFFIC_EXAMPLE).traffic().orElseThrow();

        assertThat(plan.rules().getFirst().any()).hasSize(2);
        assertThat(plan.split().orElseThrow().shares())
                .containsExactly(
                        new Share(new VersionChoice.Exact(1), 90),
                        new Share(new VersionChoice.Label("canary"), 10));
        assertThat(plan.sticky()).contains(RequestField.header("x-user-id"));
        assertThat(plan.shadows()).containsExactly(new Shadow(new VersionChoice.Exact(3), 10, 4));
    }

    @Test
    void problemsOfTrafficStandBesideTheOthers() {
        assertThat(
                        refusal(
                                """
                                instances: 0
                                traffic:
                                  route:
                                    - {version: 1, weight: 90}
                                    - {version: 1, weight: 10}
                                  shadow: []
                                """))
                .contains("model.yaml has 3 problems")
                .contains("model.yaml:3: traffic.route: a split names version 1 twice")
                .contains(
                        "model.yaml:6: traffic.shadow is not known; the nearest key is traffic.shadows");
        assertThat(refusal("traffic: all")).contains("traffic must be a section with rules");
    }

    @Test
    void aKeyWrittenTwiceIsAProblemThatNamesBothLines() {
        assertThat(refusal("instances: 1\ninstances: 2\n"))
                .contains("model.yaml:2: instances stands here again")
                .contains("model.yaml:1");
    }

    @Test
    void aliasesAreRefusedInsteadOfFollowed() {
        assertThat(refusal("labels: &a {x: 1}\nwarmup: {dims: *a}\n"))
                .contains("model.yaml:2: aliases (*name) are not read");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(refusal("options: " + "[".repeat(500_000))).contains("nesting depth");
    }

    @Test
    void aHugeFileIsNotRead() {
        assertThat(refusal("# " + "x".repeat(YamlFile.BYTES_MAX)))
                .contains("at most 1048576 are read");
    }

    @Test
    void brokenYamlNamesItsLine() {
        assertThat(refusal("instances: 1\nbatching: {rows_max: 3\n")).contains("is not YAML");
    }

    @Test
    void aMissingFileIsAProblemThatNamesIt() {
        ServingException thrown =
                catchThrowableOfType(
                        ServingException.class,
                        () -> new YamlModelSettingsReader().read(directory.resolve("none.yaml")));

        assertThat(thrown.text()).contains("none.yaml cannot be read");
    }

    @Test
    void theReaderIsFoundAsAService() {
        assertThat(ServiceLoader.load(ModelSettingsReader.class))
                .hasAtLeastOneElementOfType(YamlModelSettingsReader.class);
    }

    private ModelSettings read(String yaml) throws IOException {
        Path file = directory.resolve(ModelSettingsReader.FILE_NAME);
        Files.writeString(file, yaml);
        return new YamlModelSettingsReader().read(file);
    }

    private String refusal(String yaml) {
        ServingException thrown = catchThrowableOfType(ServingException.class, () -> read(yaml));
        assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_MODEL);
        return thrown.text();
    }
}

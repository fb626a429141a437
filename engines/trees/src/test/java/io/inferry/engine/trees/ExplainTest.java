package io.inferry.engine.trees;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Shape;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signature {@code explain} and what model.yaml can say of it. */
class ExplainTest {
    private static final int FEATURES = 30;
    private static final double NEAR = 2e-6;
    private static final String SILENT_NODES = "the file does not say";

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"bc_xgboost.json", "bc_xgboost.ubj", "bc_xgboost.model", "bc_lightgbm.txt"})
    void contributionsAndBiasSumToTheMargin(String fixture) throws Exception {
        Path file = Fixtures.copyModel(fixture, directory);
        double[] rows = strangeRows(200);
        Files.writeString(directory.resolve("rows.csv"), csv(patients()));
        Map<String, String> compared =
                Map.of("explain", "interventional", "background", "rows.csv");
        for (Map<String, String> options : Arrays.asList(Map.<String, String>of(), compared)) {
            try (Workbench bench = Workbench.of(file, options)) {
                Signature explain = bench.model().signatures().get(Signature.EXPLAIN_NAME);
                assertThat(explain.method()).isEqualTo(Signature.EXPLAIN);
                assertThat(explain.inputs()).isEqualTo(bench.signature().inputs());
                assertThat(explain.output("contributions").orElseThrow().shape())
                        .isEqualTo(Shape.of(Shape.UNKNOWN, FEATURES));
                Explained answer = new Explained(bench.explain(rows), FEATURES);
                assertThat(answer.worstSum(bench.margins(rows))).isLessThan(NEAR);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"symmetric", "free"})
    void contributionsOfCatBoostSumToTheMarginToo(String form) throws Exception {
        Random random = new Random(form.hashCode());
        CatBoostMaker maker = new CatBoostMaker(random, 4, 0, 3);
        CatBoostMaker.Made made = maker.features();
        String json = form.equals("free") ? maker.free(made, "") : maker.symmetric(made, "");
        Path file = Files.writeString(directory.resolve("model.json"), json);
        double[] rows = random.doubles(400, -3, 3).toArray();
        try (Workbench bench = Workbench.of(file, Map.of("input_dtype", "float64"))) {
            Explained answer = new Explained(bench.explain(rows), 4);
            assertThat(answer.worstSum(bench.margins(rows))).isLessThan(1e-12);
        }
    }

    @Test
    void aRowComparedWithItselfAloneHasNoContributions() throws Exception {
        Path file = Fixtures.copyModel("bc_lightgbm.txt", directory);
        double[] patient = Arrays.copyOf(patients(), FEATURES);
        Files.writeString(directory.resolve("rows.csv"), csv(patient));
        try (Workbench bench = compared(file)) {
            Map<String, double[]> answer = bench.explain(patient);
            assertThat(answer.get("contributions")).containsOnly(0);
            assertThat(answer.get("bias")).isEqualTo(bench.margins(patient));
            assertThat(bench.model().metadata()).containsEntry("explain", "interventional");
        }
    }

    @Test
    void aBackgroundWithNamesMayHaveItsColumnsInAnyOrder() throws Exception {
        Path file = Fixtures.copyModel("bc_lightgbm.txt", directory);
        double[] rows = patients();
        Files.writeString(directory.resolve("rows.csv"), csv(rows));
        double[] expected;
        try (Workbench bench = compared(file)) {
            expected = bench.explain(rows).get("contributions");
        }
        try (Workbench bench = Workbench.of(file, Map.of())) {
            StringBuilder backwards = new StringBuilder();
            backwards.append(
                    IntStream.range(0, FEATURES)
                            .mapToObj(i -> bench.model().columns().get(FEATURES - 1 - i).name())
                            .collect(Collectors.joining(",")));
            for (int row = 0; row < rows.length / FEATURES; row++) {
                int last = (row + 1) * FEATURES - 1;
                backwards.append('\n');
                backwards.append(
                        IntStream.range(0, FEATURES)
                                .mapToObj(i -> String.valueOf(rows[last - i]))
                                .collect(Collectors.joining(",")));
            }
            Files.writeString(directory.resolve("rows.csv"), backwards);
        }
        try (Workbench bench = compared(file)) {
            assertThat(bench.explain(rows).get("contributions")).isEqualTo(expected);
        }
    }

    @Test
    void aBackgroundThatIsNotTheModelsIsRefusedByItsLine() throws Exception {
        String row = csv(Arrays.copyOf(patients(), FEATURES));
        refused("", "has no rows");
        refused(row + "1,2,3\n", "line 2 of background rows.csv has 3 cells, rows have 30");
        refused(
                row + row.replaceFirst("[0-9.]+", "many"),
                "line 2 of background rows.csv has 'many'");
        refused(
                row.replaceAll("[0-9.E-]+", "one"),
                "line 1 of background rows.csv has column 'one'");
        refused(row.repeat(1001), "line 1001 of background rows.csv has more than 1000 rows");
        Files.delete(directory.resolve("rows.csv"));
        Path file = Fixtures.copyModel("bc_lightgbm.txt", directory);
        assertThatThrownBy(() -> compared(file)).hasMessageContaining("rows.csv");
    }

    @Test
    void offMeansThatNothingExplains() {
        Path file = Fixtures.copyModel("bc_xgboost.json", directory);
        try (Workbench bench = Workbench.of(file, Map.of("explain", "off"))) {
            assertThat(bench.model().signatures()).doesNotContainKey(Signature.EXPLAIN_NAME);
            assertThat(bench.model().metadata()).containsEntry("explain", "off");
        }
    }

    @Test
    void aFileThatDoesNotSayWhatItsTrainingDidIsServedWithoutContributions() throws Exception {
        String json = new String(Fixtures.bytes("bc_xgboost.json"), UTF_8);
        Path file = directory.resolve("model.json");
        Files.writeString(file, json.replace("\"sum_hessian\"", "\"base_weights\""));
        try (Workbench bench = Workbench.of(file, Map.of())) {
            assertThat(bench.model().signatures()).doesNotContainKey(Signature.EXPLAIN_NAME);
            assertThat(bench.model().metadata().get("explain")).contains(SILENT_NODES);
        }
        Map<String, String> asked = Map.of("explain", "path_dependent");
        assertRefused(file, asked, ErrorCode.UNIMPLEMENTED, SILENT_NODES);
        Files.writeString(
                file, json.replaceFirst("\"sum_hessian\":\\[[0-9.E]+", "\"sum_hessian\":[-1"));
        assertRefused(file, asked, ErrorCode.UNIMPLEMENTED, "the file says -1.0");
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        Path file = Fixtures.copyModel("bc_xgboost.json", directory);
        Map<String, String> lone = Map.of("explain", "interventional");
        assertRefused(file, lone, ErrorCode.INVALID_ARGUMENT, "it needs option background");
        Map<String, String> idle = Map.of("background", "rows.csv");
        assertRefused(file, idle, ErrorCode.INVALID_ARGUMENT, "only explain: interventional");
        Map<String, String> far = Map.of("explain", "interventional", "background", "../rows.csv");
        assertRefused(file, far, ErrorCode.INVALID_ARGUMENT, "a file beside the model");
        Map<String, String> unknown = Map.of("explain", "lime");
        assertRefused(file, unknown, ErrorCode.INVALID_ARGUMENT, "path_dependent");
    }

    private static Workbench compared(Path file) {
        return Workbench.of(
                file,
                Map.of(
                        "explain", "interventional",
                        "background", "rows.csv",
                        "input_dtype", "float64"));
    }

    private void refused(String background, String reason) throws Exception {
        Path file = Fixtures.copyModel("bc_lightgbm.txt", directory);
        Files.writeString(directory.resolve("rows.csv"), background);
        assertRefused(
                file,
                Map.of("explain", "interventional", "background", "rows.csv"),
                ErrorCode.INVALID_MODEL,
                reason);
    }

    private static void assertRefused(
            Path file, Map<String, String> options, ErrorCode code, String reason) {
        assertThatThrownBy(() -> Workbench.of(file, options))
                .isInstanceOfSatisfying(
                        ServingException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(reason);
    }

    private static double[] patients() {
        return Golden.read("bc_lightgbm").first().inputs().get("x").numbers();
    }

    private static double[] strangeRows(int count) {
        double[] known = patients();
        double[] odd = {Double.NaN, 0, -0.0, 3e38, -3e38, Double.POSITIVE_INFINITY, 1e-36};
        Random random = new Random(7);
        double[] rows = new double[count * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            int patient = random.nextInt(known.length / FEATURES);
            rows[i] =
                    random.nextInt(5) == 0
                            ? odd[random.nextInt(odd.length)]
                            : known[patient * FEATURES + i % FEATURES];
        }
        return rows;
    }

    private static String csv(double... rows) {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < rows.length; i++) {
            csv.append(rows[i]).append((i + 1) % FEATURES == 0 ? '\n' : ',');
        }
        return csv.toString();
    }
}

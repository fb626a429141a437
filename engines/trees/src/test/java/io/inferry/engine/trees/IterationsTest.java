package io.inferry.engine.trees;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IterationsTest {
    private static final int ROWS = 4;
    private static final int FEATURES = 30;

    @TempDir Path directory;

    @Test
    void theFirstRoundsAloneAnswerAsXgboostDoes() throws Exception {
        Path file = Fixtures.copyModel("bc_xgboost.json", directory);
        double[] rows = rows("bc_xgboost");
        float[] floats = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            floats[i] = (float) rows[i];
        }
        Booster library = XGBoost.loadModel(Files.readAllBytes(file));
        float[][] expected =
                library.predict(new DMatrix(floats, ROWS, FEATURES, Float.NaN), true, 7);
        try (Workbench bench = Workbench.of(file, Map.of("iterations", "7"))) {
            double[] margins = bench.run(rows).get("margin");
            for (int row = 0; row < ROWS; row++) {
                assertThat((float) margins[row]).isEqualTo(expected[row][0]);
            }
        }
        library.dispose();
    }

    @Test
    void bestStopsAtTheRoundThatTheFileNames() throws Exception {
        String json =
                new String(Fixtures.bytes("bc_xgboost.json"), UTF_8)
                        .replace("\"best_iteration\":\"39\"", "\"best_iteration\":\"6\"");
        Path file = Files.writeString(directory.resolve("model.json"), json);
        double[] rows = rows("bc_xgboost");
        try (Workbench best = Workbench.of(file, Map.of("iterations", "best"));
                Workbench seven = Workbench.of(file, Map.of("iterations", "7"));
                Workbench all = Workbench.of(file, Map.of())) {
            assertThat(best.run(rows).get("margin")).isEqualTo(seven.run(rows).get("margin"));
            assertThat(best.run(rows).get("margin")).isNotEqualTo(all.run(rows).get("margin"));
            assertThat(all.model().metadata()).containsEntry("best_iteration", "6");
        }
    }

    @Test
    void theFirstRoundsAloneAnswerAsLightGbmDoes() throws Exception {
        Path file = Fixtures.copyModel("bc_lightgbm.txt", directory);
        double[] rows = rows("bc_lightgbm");
        double[] expected;
        try (LGBMBooster whole = LGBMBooster.createFromModelfile(file.toString());
                LightGbmLibrary library =
                        new LightGbmLibrary(
                                whole.saveModelToString(
                                        0, 7, LGBMBooster.FeatureImportanceType.SPLIT))) {
            expected = library.predict(PredictionType.C_API_PREDICT_RAW_SCORE, FEATURES, 1, rows);
        }
        Map<String, String> options = Map.of("iterations", "7", "input_dtype", "float64");
        try (Workbench bench = Workbench.of(file, options)) {
            assertThat(bench.run(rows).get("margin")).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void optionsThatMakeNoSenseAreRefusedByName() {
        Path file = Fixtures.copyModel("bc_xgboost.json", directory);
        assertRefused(file, Map.of("iterations", "none"), "all, best or a number");
        assertRefused(file, Map.of("iteration", "7"), "iterations");
        assertRefused(file, Map.of("input_dtype", "int8"), "float64");
        assertRefused(file, Map.of("input_dtype", "float64"), "XGBoost computes with float32");
    }

    private static void assertRefused(Path file, Map<String, String> options, String reason) {
        assertThatThrownBy(() -> Workbench.of(file, options))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(reason);
    }

    private static double[] rows(String golden) {
        return Golden.read(golden).first().inputs().get("x").numbers();
    }
}

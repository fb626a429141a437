package io.inferry.engine.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that LightGBM trains here, explained by LightGBM and by the evaluator. */
class LightGbmContributionsTest {
    private static final int QUESTIONS = 101;
    private static final int CLASSES_MAX = 4;

    /** Of the largest number of the row. */
    private static final double WORST = 1e-13;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "objective=regression",
                "objective=regression boost_from_average=false",
                "objective=regression zero_as_missing=true",
                "objective=regression use_missing=false",
                "objective=regression boosting=dart",
                "objective=regression boosting=rf bagging_freq=1 bagging_fraction=0.7",
                "objective=regression categorical",
                "objective=regression categorical max_cat_to_onehot=64",
                "objective=regression_l1",
                "objective=poisson",
                "objective=lambdarank",
                "objective=binary classes=2",
                "objective=binary classes=2 sigmoid=2.5 categorical",
                "objective=multiclass num_class=4 classes=4",
                "objective=multiclassova num_class=3 classes=3 sigmoid=1.5 categorical",
            })
    void contributionsAreThoseOfLightGbm(String setting) throws Exception {
        Table table = LightGbmParityTest.table(setting);
        for (int leaves : new int[] {2, 63}) {
            Random random = new Random(setting.hashCode() + leaves);
            String model = train(setting, leaves, table, random);
            Path file = Files.writeString(directory.resolve("model.txt"), model);
            double[] questions = table.questions(random, QUESTIONS);
            try (LightGbmLibrary library = new LightGbmLibrary(model);
                    Workbench bench = Workbench.of(file, Map.of("input_dtype", "float64"))) {
                double[] expected =
                        library.predict(
                                PredictionType.C_API_PREDICT_CONTRIB,
                                table.features(),
                                CLASSES_MAX * (table.features() + 1),
                                questions);
                Explained answer = new Explained(bench.explain(questions), table.features());
                assertThat(answer.worst(expected)).isLessThan(WORST);
                // What a forest (boosting=rf) predicts is its margin by the number of its trees.
                double[] margins =
                        library.predict(
                                PredictionType.C_API_PREDICT_RAW_SCORE,
                                table.features(),
                                CLASSES_MAX,
                                questions);
                assertThat(answer.worstSum(margins)).isLessThan(WORST);
            }
        }
    }

    @Test
    void linearLeavesAreServedWithoutContributionsAndRefusedToWhoAsksForThem() throws Exception {
        String setting = "objective=regression linear_tree=true";
        Table table = LightGbmParityTest.table(setting);
        String model = train(setting, 15, table, new Random(1));
        Path file = Files.writeString(directory.resolve("model.txt"), model);
        try (Workbench bench = Workbench.of(file, Map.of())) {
            assertThat(bench.model().signatures()).doesNotContainKey(Signature.EXPLAIN_NAME);
            assertThat(bench.model().metadata().get("explain")).contains("linear functions");
        }
        try (LightGbmLibrary library = new LightGbmLibrary(model)) {
            PredictionType contributions = PredictionType.C_API_PREDICT_CONTRIB;
            assertThatThrownBy(() -> library.predict(contributions, 8, 9, new double[8]))
                    .hasMessageContaining("not implemented for linear trees");
        }
        assertThatThrownBy(() -> Workbench.of(file, Map.of("explain", "path_dependent")))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNIMPLEMENTED))
                .hasMessageContaining("linear functions have no SHAP values");
    }

    private static String train(String setting, int leaves, Table table, Random random)
            throws Exception {
        try (LGBMBooster trained = LightGbmParityTest.train(setting, leaves, table, random)) {
            return trained.saveModelToString(0, 0, FeatureImportanceType.SPLIT);
        }
    }
}

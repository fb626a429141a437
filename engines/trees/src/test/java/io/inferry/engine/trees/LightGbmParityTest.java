package io.inferry.engine.trees;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Models that LightGBM trains here, answered by LightGBM and by the evaluator. */
class LightGbmParityTest {
    private static final int TRAINING_ROWS = 1500;
    private static final int QUESTIONS = 2003;
    private static final int ROUNDS = 12;
    private static final int RANKED_TOGETHER = 10;
    private static final int CLASSES_MAX = 4;
    private static final double WORST = 1e-12;

    /** Parameters of the library, and what the table has to be like. */
    static final List<String> SETTINGS =
            List.of(
                    "objective=regression",
                    "objective=regression reg_sqrt=true",
                    "objective=regression linear_tree=true",
                    "objective=regression zero_as_missing=true",
                    "objective=regression use_missing=false",
                    "objective=regression boosting=dart",
                    "objective=regression boosting=rf bagging_freq=1 bagging_fraction=0.7",
                    "objective=regression categorical",
                    "objective=regression categorical max_cat_to_onehot=64",
                    "objective=regression categorical linear_tree=true",
                    "objective=regression_l1",
                    "objective=regression_l1 reg_sqrt=true",
                    "objective=huber",
                    "objective=fair",
                    "objective=quantile alpha=0.3",
                    "objective=mape",
                    "objective=poisson",
                    "objective=gamma",
                    "objective=tweedie",
                    "objective=lambdarank",
                    "objective=rank_xendcg",
                    "objective=binary classes=2",
                    "objective=binary classes=2 sigmoid=2.5 categorical",
                    "objective=binary classes=2 boosting=rf bagging_freq=1 bagging_fraction=0.7",
                    "objective=binary classes=2 boosting=dart zero_as_missing=true",
                    "objective=cross_entropy classes=2",
                    "objective=cross_entropy_lambda classes=2",
                    "objective=multiclass num_class=4 classes=4",
                    "objective=multiclass num_class=4 classes=4 boosting=rf bagging_freq=1"
                            + " bagging_fraction=0.7",
                    "objective=multiclassova num_class=3 classes=3 sigmoid=1.5 categorical",
                    "objective=none");

    @TempDir Path directory;

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void answersAreThoseOfLightGbm(String setting) throws Exception {
        Table table = table(setting);
        for (int leaves : new int[] {2, 31}) {
            Random random = new Random(setting.hashCode() + leaves);
            String model;
            try (LGBMBooster trained = train(setting, leaves, table, random)) {
                model = trained.saveModelToString(0, 0, FeatureImportanceType.SPLIT);
            }
            Path file = Files.writeString(directory.resolve("model.txt"), model);
            double[] questions = table.questions(random, QUESTIONS);
            try (LightGbmLibrary library = new LightGbmLibrary(model);
                    Workbench bench = Workbench.of(file, Map.of("input_dtype", "float64"))) {
                assertSame(library, bench, questions);
                assertSameOfFloats(bench, file, questions);
            }
        }
    }

    /** All questions are floats, so rows of floats go other ways to the same answers. */
    private static void assertSameOfFloats(Workbench doubles, Path file, double... questions) {
        try (Workbench floats = Workbench.of(file, Map.of())) {
            Map<String, double[]> expected = doubles.run(questions);
            Map<String, double[]> answers = floats.run(questions);
            floats.assertSameAlone(answers, questions);
            answers.forEach((name, answer) -> {
                double[] rounded = expected.get(name).clone();
                Arrays.setAll(rounded, i -> (float) rounded[i]);
                assertThat(answer).as(name).containsExactly(rounded);
            });
        }
    }

    private static void assertSame(LightGbmLibrary library, Workbench bench, double... questions) {
        int features = (int) bench.signature().inputs().getFirst().shape().dim(1);
        double[] expected =
                library.predict(
                        PredictionType.C_API_PREDICT_NORMAL, features, CLASSES_MAX, questions);
        double[] margins =
                library.predict(
                        PredictionType.C_API_PREDICT_RAW_SCORE, features, CLASSES_MAX, questions);
        Map<String, double[]> answers = bench.run(questions);
        bench.assertSameAlone(answers, questions);
        double[] main = answers.getOrDefault("prediction", answers.get("probabilities"));
        int step = main.length / expected.length;
        for (int i = 0; i < expected.length; i++) {
            assertClose("answer", i, expected[i], main[i * step + step - 1]);
            if (answers.containsKey("margin")) {
                assertClose("margin", i, margins[i], answers.get("margin")[i]);
            }
        }
    }

    private static void assertClose(String what, int index, double expected, double actual) {
        assertThat(Math.abs(actual - expected))
                .as("%s %d: LightGBM %s, here %s", what, index, expected, actual)
                .isLessThanOrEqualTo(WORST * Math.max(1, Math.abs(expected)));
    }

    static Table table(String setting) {
        return new Table(
                8,
                setting.contains("categorical") ? 3 : 0,
                setting.matches(".* classes=(\\d).*")
                        ? setting.charAt(setting.indexOf(" classes=") + 9) - '0'
                        : setting.contains("rank") ? 4 : 0);
    }

    static LGBMBooster train(String setting, int leaves, Table table, Random random)
            throws IOException, LGBMException {
        double[] rows = table.rows(random, TRAINING_ROWS);
        String parameters =
                setting.replaceAll(" (categorical|classes=\\d)", "")
                        + (table.categorical() > 0 ? " categorical_feature=5,6,7" : "")
                        + " verbosity=-1 num_threads=1 learning_rate=0.2 num_leaves="
                        + leaves;
        LGBMDataset data =
                LGBMDataset.createFromMat(
                        rows, TRAINING_ROWS, table.features(), true, parameters, null);
        float[] labels = table.labels(random, rows);
        data.setField("label", labels);
        if (setting.contains("rank")) {
            int[] together = new int[TRAINING_ROWS / RANKED_TOGETHER];
            Arrays.fill(together, RANKED_TOGETHER);
            data.setField("group", together);
        }
        LGBMBooster booster = LGBMBooster.create(data, parameters);
        for (int round = 0; round < ROUNDS; round++) {
            if (setting.startsWith("objective=none")) {
                booster.updateOneIterCustom(labels, ones(labels.length));
            } else {
                booster.updateOneIter();
            }
        }
        return booster;
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}

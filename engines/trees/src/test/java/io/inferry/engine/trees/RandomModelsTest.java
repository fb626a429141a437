package io.inferry.engine.trees;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models of random settings. A few in every build; as many as {@code inferry.parity.models} says by
 * hand, which writes its figures to {@code target}.
 */
class RandomModelsTest {
    private static final int MODELS = Integer.getInteger("inferry.parity.models", 8);
    private static final long SEED = Long.getLong("inferry.parity.seed", 20261121);
    private static final int QUESTIONS = 503;
    private static final int MARGINS_MAX = 4;
    private static final double DOUBLES_WORST = 1e-12;
    private static final double FLOATS_WORST = 4e-7;

    /**
     * Their margins start from a logarithm of the base score, which the C library rounds its way.
     */
    private static final String LOGARITHM = ".*(poisson|gamma|tweedie|cox|logistic).*";

    private static final double LOGARITHM_WORST = 2.5e-7;

    @TempDir Path directory;

    @Test
    void modelsOfXgboostAnswerAlike() throws Exception {
        Random random = new Random(SEED);
        Differences margins = new Differences(0);
        Differences logarithms = new Differences(LOGARITHM_WORST);
        Differences answers = new Differences(FLOATS_WORST);
        for (int i = 0; i < MODELS; i++) {
            String setting = random(XgboostParityTest.SETTINGS, random) + xgboost(random);
            Table table = XgboostParityTest.table(setting);
            Booster library = XgboostParityTest.train(setting, table, random);
            double[] questions = table.questions(random, QUESTIONS);
            boolean json = random.nextBoolean();
            Path file = directory.resolve(json ? "model.json" : "model.ubj");
            Files.write(file, library.toByteArray(json ? "json" : "ubj"));
            DMatrix matrix = XgboostParityTest.matrix(table, questions);
            String what = "seed %d, model %d, %s".formatted(SEED, i, setting);
            try (Workbench bench = Workbench.of(file, Map.of())) {
                Map<String, double[]> ours = bench.run(questions);
                float[][] expected = library.predict(matrix, true);
                Differences sums = setting.matches(LOGARITHM) ? logarithms : margins;
                add(sums, what, flat(expected), margin(ours));
                if (!setting.contains("multi:softmax")) {
                    add(answers, what, flat(library.predict(matrix)), main(ours));
                }
            } finally {
                matrix.dispose();
                library.dispose();
            }
        }
        report("xgboost", List.of(margins, logarithms, answers));
    }

    @Test
    void modelsOfLightGbmAnswerAlike() throws Exception {
        Random random = new Random(SEED);
        Differences margins = new Differences(DOUBLES_WORST);
        Differences answers = new Differences(DOUBLES_WORST);
        for (int i = 0; i < MODELS; i++) {
            String setting = random(LightGbmParityTest.SETTINGS, random) + lightGbm(random);
            Table table = LightGbmParityTest.table(setting);
            int leaves = 2 + random.nextInt(62);
            String model;
            try (LGBMBooster trained = LightGbmParityTest.train(setting, leaves, table, random)) {
                model = trained.saveModelToString(0, 0, FeatureImportanceType.SPLIT);
            }
            double[] questions = table.questions(random, QUESTIONS);
            Path file = Files.writeString(directory.resolve("model.txt"), model);
            String what = "seed %d, model %d, %s".formatted(SEED, i, setting);
            try (LightGbmLibrary library = new LightGbmLibrary(model);
                    Workbench bench = Workbench.of(file, Map.of("input_dtype", "float64"))) {
                Map<String, double[]> ours = bench.run(questions);
                int features = table.features();
                PredictionType raw = PredictionType.C_API_PREDICT_RAW_SCORE;
                double[] expected = library.predict(raw, features, MARGINS_MAX, questions);
                if (ours.containsKey("margin")) {
                    add(margins, what, expected, ours.get("margin"));
                }
                PredictionType normal = PredictionType.C_API_PREDICT_NORMAL;
                expected = library.predict(normal, features, MARGINS_MAX, questions);
                add(answers, what, expected, main(ours));
            }
        }
        report("lightgbm", List.of(margins, answers));
    }

    private static String random(List<String> settings, Random random) {
        return settings.get(random.nextInt(settings.size()));
    }

    private static String xgboost(Random random) {
        return " max_depth=%d eta=%s lambda=%d min_child_weight=%d colsample_bytree=%s max_bin=%d"
                .formatted(
                        1 + random.nextInt(9),
                        0.05 + random.nextInt(10) / 10.0,
                        random.nextInt(4),
                        random.nextInt(6),
                        0.5 + random.nextInt(5) / 10.0,
                        16 << random.nextInt(5));
    }

    private static String lightGbm(Random random) {
        return " min_data_in_leaf=%d lambda_l1=%s lambda_l2=%s feature_fraction=%s max_bin=%d"
                .formatted(
                        1 + random.nextInt(30),
                        random.nextInt(3) / 10.0,
                        random.nextInt(3) / 10.0,
                        0.5 + random.nextInt(5) / 10.0,
                        15 + random.nextInt(240));
    }

    private static double[] margin(Map<String, double[]> answers) {
        double[] margins = answers.get("margin");
        return margins == null ? answers.get("prediction") : margins;
    }

    private static double[] main(Map<String, double[]> answers) {
        return answers.getOrDefault("prediction", answers.get("probabilities"));
    }

    /** Where there are two probabilities for one number of the library's, it is the second. */
    private static void add(
            Differences differences, String what, double[] expected, double... actual) {
        int step = actual.length / expected.length;
        assertThat(actual).as(what).hasSize(expected.length * step);
        for (int i = 0; i < expected.length; i++) {
            differences.add(what, expected[i], actual[i * step + step - 1]);
        }
    }

    private static double[] flat(float[][] rows) {
        double[] all = new double[rows.length * rows[0].length];
        for (int i = 0; i < all.length; i++) {
            all[i] = rows[i / rows[0].length][i % rows[0].length];
        }
        return all;
    }

    /** Margins first, answers after the link last. */
    private static void report(String library, List<Differences> differences) throws IOException {
        Path target = Files.createDirectories(Path.of("target"));
        Files.writeString(
                target.resolve("parity-" + library + ".txt"),
                "%d models, %d rows each%n%s%n".formatted(MODELS, QUESTIONS, differences));
    }
}

package io.inferry.engine.trees;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Models that XGBoost trains here, answered by XGBoost and by the evaluator. */
class XgboostParityTest {
    private static final int TRAINING_ROWS = 1500;
    private static final int QUESTIONS = 2003;
    private static final int ROUNDS = 12;
    private static final int RANKED_TOGETHER = 10;

    /** The C library's expf is off by one in the last place now and then; a quotient by more. */
    private static final double LINK_WORST = 4e-7;

    private static final String[] FORMATS = {"json", "ubj", "deprecated"};

    /** Parameters of the library, and what the table has to be like. */
    static final List<String> SETTINGS =
            List.of(
                    "objective=reg:squarederror",
                    "objective=reg:squarederror base_score=3.25",
                    "objective=reg:squarederror num_parallel_tree=3 subsample=0.5",
                    "objective=reg:squarederror grow_policy=lossguide max_leaves=40 max_depth=0",
                    "objective=reg:squarederror booster=dart rate_drop=0.3",
                    "objective=reg:squarederror categorical max_cat_to_onehot=100",
                    "objective=reg:squarederror categorical max_cat_to_onehot=1",
                    "objective=reg:squaredlogerror",
                    "objective=reg:pseudohubererror",
                    "objective=reg:absoluteerror",
                    "objective=reg:quantileerror quantile_alpha=0.3",
                    "objective=reg:logistic classes=2",
                    "objective=reg:gamma",
                    "objective=reg:tweedie",
                    "objective=count:poisson",
                    "objective=survival:cox",
                    "objective=rank:pairwise",
                    "objective=rank:ndcg classes=4",
                    "objective=rank:map classes=2",
                    "objective=binary:logistic classes=2",
                    "objective=binary:logistic classes=2 base_score=0.2",
                    "objective=binary:logistic classes=2 booster=dart rate_drop=0.5 one_drop=1",
                    "objective=binary:logistic classes=2 categorical",
                    "objective=binary:logitraw classes=2",
                    "objective=binary:logitraw classes=2 base_score=0.3",
                    "objective=binary:hinge classes=2",
                    "objective=multi:softprob num_class=4 classes=4",
                    "objective=multi:softprob num_class=4 classes=4 num_parallel_tree=2 subsample=0.5",
                    "objective=multi:softprob num_class=3 classes=3 booster=dart rate_drop=0.3",
                    "objective=multi:softprob num_class=3 classes=3 categorical",
                    "objective=multi:softmax num_class=4 classes=4",
                    "objective=multi:softprob num_class=4 classes=4 multi_strategy=multi_output_tree",
                    "objective=reg:squarederror booster=gblinear",
                    "objective=multi:softprob num_class=3 classes=3 booster=gblinear");

    @TempDir Path directory;

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void answersAreThoseOfXgboost(String setting) throws Exception {
        Table table = table(setting);
        for (int depth : new int[] {1, 6}) {
            Random random = new Random(setting.hashCode() + depth);
            Booster library = train(setting + " max_depth=" + depth, table, random);
            double[] questions = table.questions(random, QUESTIONS);
            for (String format : FORMATS) {
                boolean old = format.equals("deprecated");
                if (!old || isOfOldTimes(setting)) {
                    Path file = directory.resolve("model." + (old ? "model" : format));
                    Files.write(file, library.toByteArray(format));
                    assertSame(library, file, table, questions);
                }
            }
            library.dispose();
        }
    }

    /** The library's Java binding cannot train it: a model of gamma deviance gets its name. */
    @Test
    void answersOfAcceleratedFailureTimeAreThoseOfXgboost() throws Exception {
        Table table = new Table(8, 0, 0);
        Random random = new Random(7);
        Booster trained = train("objective=reg:gamma max_depth=5", table, random);
        String objective =
                "\"objective\":{\"aft_loss_param\":{\"aft_loss_distribution\":\"normal\","
                        + "\"aft_loss_distribution_scale\":\"1\"},\"name\":\"survival:aft\"}";
        String json =
                new String(trained.toByteArray("json"), UTF_8)
                        .replaceFirst(
                                "\"objective\":\\{[^{}]*(\\{[^{}]*\\}[^{}]*)*\\}",
                                Matcher.quoteReplacement(objective));
        assertThat(json).contains(objective);
        Booster library = XGBoost.loadModel(json.getBytes(UTF_8));
        Path file = Files.writeString(directory.resolve("model.json"), json);
        assertSame(library, file, table, table.questions(random, QUESTIONS));
        library.dispose();
        trained.dispose();
    }

    /** The binary format knows neither categories nor leaves with several values. */
    private static boolean isOfOldTimes(String setting) {
        return !setting.matches(".*(categorical|multi_output|gblinear).*");
    }

    private static void assertSame(Booster library, Path file, Table table, double... questions)
            throws XGBoostError {
        DMatrix matrix = matrix(table, questions);
        try (Workbench bench = Workbench.of(file, Map.of())) {
            Map<String, double[]> answers = bench.run(questions);
            bench.assertSameAlone(answers, questions);
            assertClose("margin", library.predict(matrix, true), 0, margins(answers));
            double[] main = answers.getOrDefault("prediction", answers.get("probabilities"));
            float[][] expected = library.predict(matrix);
            boolean labels = expected[0].length == 1 && answers.containsKey("label");
            boolean binary = labels && main.length == 2 * expected.length;
            assertClose(
                    "answer",
                    expected,
                    LINK_WORST,
                    binary ? everySecond(main) : labels ? answers.get("label") : main);
        } finally {
            matrix.dispose();
        }
    }

    private static double[] margins(Map<String, double[]> answers) {
        double[] margins = answers.get("margin");
        return margins == null ? answers.get("prediction") : margins;
    }

    private static double[] everySecond(double... pairs) {
        double[] seconds = new double[pairs.length / 2];
        Arrays.setAll(seconds, i -> pairs[2 * i + 1]);
        return seconds;
    }

    private static void assertClose(
            String what, float[][] expected, double worst, double... actual) {
        int width = expected[0].length;
        assertThat(actual).hasSize(expected.length * width);
        for (int i = 0; i < actual.length; i++) {
            float wanted = expected[i / width][i % width];
            // The same bits, or the same infinity, need no distance.
            if (Float.compare((float) actual[i], wanted) != 0) {
                assertThat((float) actual[i])
                        .as("%s %d of row %d", what, i % width, i / width)
                        .isCloseTo(wanted, within((float) (worst * Math.abs(wanted))));
            }
        }
    }

    static Table table(String setting) {
        int at = setting.indexOf(" classes=");
        int classes = at < 0 ? 0 : setting.charAt(at + 9) - '0';
        return new Table(8, setting.contains("categorical") ? 3 : 0, classes);
    }

    static Booster train(String setting, Table table, Random random) throws XGBoostError {
        double[] rows = table.rows(random, TRAINING_ROWS);
        DMatrix matrix = matrix(table, rows);
        float[] labels = table.labels(random, rows);
        matrix.setLabel(labels);
        if (setting.contains("rank:")) {
            int[] together = new int[TRAINING_ROWS / RANKED_TOGETHER];
            Arrays.fill(together, RANKED_TOGETHER);
            matrix.setGroup(together);
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("nthread", 1);
        parameters.put("verbosity", 0);
        parameters.put("tree_method", "hist");
        for (String each : setting.split(" ")) {
            if (each.contains("=") && !each.startsWith("classes=")) {
                parameters.putIfAbsent(
                        each.substring(0, each.indexOf('=')),
                        each.substring(each.indexOf('=') + 1));
            }
        }
        return XGBoost.train(matrix, parameters, ROUNDS, Map.of(), null, null);
    }

    static DMatrix matrix(Table table, double... rows) throws XGBoostError {
        float[] floats = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            floats[i] = (float) rows[i];
        }
        DMatrix matrix =
                new DMatrix(floats, rows.length / table.features(), table.features(), Float.NaN);
        if (table.categorical() > 0) {
            String[] types = new String[table.features()];
            Arrays.setAll(types, i -> i < table.features() - table.categorical() ? "q" : "c");
            matrix.setFeatureTypes(types);
        }
        return matrix;
    }
}

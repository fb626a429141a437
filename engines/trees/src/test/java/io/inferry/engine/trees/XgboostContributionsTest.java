package io.inferry.engine.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that XGBoost trains here, explained by XGBoost and by the evaluator. */
class XgboostContributionsTest {
    private static final int QUESTIONS = 101;

    /** Of the largest number of the row: XGBoost adds floats, and divides them. */
    private static final double WORST = 2e-6;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "objective=reg:squarederror base_score=3.25",
                "objective=reg:squarederror num_parallel_tree=3 subsample=0.5",
                "objective=reg:squarederror grow_policy=lossguide max_leaves=40 max_depth=0",
                "objective=reg:squarederror booster=dart rate_drop=0.3",
                "objective=reg:squarederror categorical max_cat_to_onehot=100",
                "objective=reg:squarederror categorical max_cat_to_onehot=1",
                "objective=reg:absoluteerror",
                "objective=reg:tweedie",
                "objective=rank:ndcg classes=4",
                "objective=binary:logistic classes=2",
                "objective=binary:logistic classes=2 base_score=0.2 min_child_weight=0",
                "objective=multi:softprob num_class=4 classes=4",
                "objective=multi:softprob num_class=3 classes=3 booster=dart rate_drop=0.3",
                "objective=multi:softprob num_class=3 classes=3 categorical",
                "objective=reg:squarederror booster=gblinear",
                "objective=multi:softprob num_class=3 classes=3 booster=gblinear",
            })
    void contributionsAreThoseOfXgboost(String setting) throws Exception {
        Table table = XgboostParityTest.table(setting);
        Random random = new Random(setting.hashCode());
        Booster library = XgboostParityTest.train(setting + " max_depth=7", table, random);
        // The largest floats times a weight are infinite, there as here.
        double[] questions =
                setting.contains("gblinear")
                        ? table.rows(random, QUESTIONS)
                        : table.questions(random, QUESTIONS);
        for (String format : new String[] {"json", "ubj", "deprecated"}) {
            boolean old = format.equals("deprecated");
            if (!old || !setting.matches(".*(categorical|gblinear).*")) {
                Path file = directory.resolve("model." + (old ? "model" : format));
                Files.write(file, library.toByteArray(format));
                assertSame(library, file, table, questions);
            }
        }
        library.dispose();
    }

    private static void assertSame(Booster library, Path file, Table table, double... questions)
            throws Exception {
        DMatrix matrix = XgboostParityTest.matrix(table, questions);
        try (Workbench bench = Workbench.of(file, Map.of())) {
            double[] expected = flat(library.predictContrib(matrix, 0));
            Explained answer = new Explained(bench.explain(questions), table.features());
            assertThat(answer.worst(expected)).isLessThan(WORST);
            assertThat(answer.worstSum(bench.margins(questions))).isLessThan(WORST);
        } finally {
            matrix.dispose();
        }
    }

    private static double[] flat(float[][] rows) {
        double[] flat = new double[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = rows[i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }
}

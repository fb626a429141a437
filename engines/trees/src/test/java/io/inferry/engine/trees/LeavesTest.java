package io.inferry.engine.trees;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.Numbers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The leaves that rows reach, numbered as the libraries number them. */
class LeavesTest {
    private static final int QUESTIONS = 203;
    private static final int TREES_MAX = 50;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "objective=reg:squarederror",
                "objective=reg:squarederror grow_policy=lossguide max_leaves=40 max_depth=0",
                "objective=binary:logistic classes=2 categorical",
                "objective=multi:softprob num_class=4 classes=4",
                "objective=reg:squarederror booster=dart rate_drop=0.3",
            })
    void xgboostNumbersNodes(String setting) throws Exception {
        Table table = XgboostParityTest.table(setting);
        Random random = new Random(setting.hashCode());
        Booster library = XgboostParityTest.train(setting + " max_depth=5", table, random);
        double[] questions = table.questions(random, QUESTIONS);
        Path file = Files.write(directory.resolve("model.ubj"), library.toByteArray("ubj"));
        DMatrix matrix = XgboostParityTest.matrix(table, questions);
        float[][] expected = library.predictLeaf(matrix, 0);
        double[] leaves = leaves(file, questions);
        for (int i = 0; i < leaves.length; i++) {
            int trees = expected[0].length;
            assertThat(leaves[i]).isEqualTo(expected[i / trees][i % trees]);
        }
        matrix.dispose();
        library.dispose();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "objective=regression",
                "objective=binary classes=2 categorical",
                "objective=multiclass num_class=4 classes=4",
                "objective=regression linear_tree=true",
            })
    void lightGbmNumbersLeaves(String setting) throws Exception {
        Table table = LightGbmParityTest.table(setting);
        Random random = new Random(setting.hashCode());
        String model;
        try (LGBMBooster trained = LightGbmParityTest.train(setting, 31, table, random)) {
            model = trained.saveModelToString(0, 0, FeatureImportanceType.SPLIT);
        }
        double[] questions = table.questions(random, QUESTIONS);
        Path file = Files.writeString(directory.resolve("model.txt"), model);
        try (LightGbmLibrary library = new LightGbmLibrary(model)) {
            double[] expected =
                    library.predict(
                            PredictionType.C_API_PREDICT_LEAF_INDEX,
                            table.features(),
                            TREES_MAX,
                            questions);
            assertThat(leaves(file, questions)).containsExactly(expected);
        }
    }

    @Test
    void catBoostNumbersLeavesByTheirAnswers() throws Exception {
        String json =
                """
                {"features_info":{"float_features":[
                  {"feature_index":0,"flat_feature_index":0,"borders":[0.5]},
                  {"feature_index":1,"flat_feature_index":1,"borders":[0.5]}]},
                 "oblivious_trees":[{"leaf_values":[0,0,1,0,2,0,3,0],"splits":[
                  {"split_type":"FloatFeature","float_feature_index":0,"border":0.5},
                  {"split_type":"FloatFeature","float_feature_index":1,"border":0.5}]}]}
                """;
        Path file = Files.writeString(directory.resolve("model.json"), json);

        // The first answer is the lowest bit; two values in a leaf are one tree.
        assertThat(leaves(file, 0, 0, 1, 0, 0, 1, 1, 1)).containsExactly(0, 1, 2, 3);
    }

    private static double[] leaves(Path file, double... rows) {
        try (Workbench bench = Workbench.of(file, Map.of())) {
            Signature signature = bench.model().signatures().get(Specs.LEAVES);
            int features = (int) signature.inputs().getFirst().shape().dim(1);
            float[] floats = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                floats[i] = (float) rows[i];
            }
            Shape shape = Shape.of(rows.length / features, features);
            try (NumericTensor x = NumericTensor.ofFloats(bench.memory(), shape, floats)) {
                Map<String, Tensor> answers =
                        bench.runner().run(signature, Map.of("x", x), List.of(Specs.LEAF));
                NumericTensor leaf = (NumericTensor) answers.get(Specs.LEAF);
                assertThat(leaf.dataType()).isEqualTo(DataType.INT32);
                double[] numbers = Numbers.toDoubles(leaf);
                leaf.close();
                return numbers;
            }
        }
    }
}

package io.inferry.engine.trees;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.Column;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.engine.trees.forest.TextCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a CatBoost model's margins, and how its files call things. */
class CatBoostAnswersTest {
    private static final double WORST = 1e-15;

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        "RMSE,0.75",
        "MAE,0.75",
        "Quantile,0.75",
        "YetiRank,0.75",
        "Poisson,2.117000016612675",
        "Tweedie,2.117000016612675"
    })
    void aRegressionAnswersItsMarginOrItsExponent(String loss, double expected) throws Exception {
        try (Workbench bench = bench(loss, "", "0.75")) {
            assertThat(bench.run(1)).doesNotContainKey("label");
            assertThat(bench.run(1).get("prediction")[0]).isCloseTo(expected, within(WORST));
        }
    }

    @ParameterizedTest
    @CsvSource({"Logloss", "CrossEntropy"})
    void twoClassesHaveProbabilities(String loss) throws Exception {
        try (Workbench bench = bench(loss, "", "0.75")) {
            Map<String, double[]> answers = bench.run(1);
            double[] probabilities = answers.get("probabilities");
            assertThat(probabilities[1]).isCloseTo(0.679178699175393, within(WORST));
            assertThat(probabilities[0]).isEqualTo(1 - probabilities[1]);
            assertThat(answers.get("label")).containsExactly(1);
        }
    }

    @Test
    void manyClassesShareOneOrStandAlone() throws Exception {
        try (Workbench bench = bench("MultiClass", "", "1,2,0.5")) {
            double sum = Math.exp(1) + Math.exp(2) + Math.exp(0.5);
            assertThat(bench.run(1).get("probabilities"))
                    .containsExactly(
                            new double[] {
                                Math.exp(1) / sum, Math.exp(2) / sum, Math.exp(0.5) / sum
                            },
                            within(WORST));
            assertThat(bench.run(1).get("label")).containsExactly(1);
        }
        try (Workbench bench = bench("MultiClassOneVsAll", "", "1,2,0.75")) {
            assertThat(bench.run(1).get("probabilities")[2])
                    .isCloseTo(0.679178699175393, within(WORST));
        }
    }

    @Test
    void classesAreCalledByTheNamesOfTheFile() throws Exception {
        String names = ",\"class_params\":{\"class_names\":[\"cat\",\"dog\",\"fox\"]}";
        try (Workbench bench = bench("MultiClass", names, "1,2,0.5")) {
            assertThat(bench.model().classes()).containsExactly("cat", "dog", "fox");
            assertThat(bench.signature().output("label"))
                    .map(TensorSpec::dataType)
                    .contains(DataType.STRING);
            assertThat(labels(bench)).containsExactly("dog");
        }
        String numbers = ",\"class_params\":{\"class_names\":[0,1,2]}";
        try (Workbench bench = bench("MultiClass", numbers, "1,2,0.5")) {
            assertThat(bench.model().classes()).isEmpty();
            assertThat(bench.run(1).get("label")).containsExactly(1);
        }
    }

    @Test
    void columnsAreCalledByTheNamesOfTheFile() throws Exception {
        try (Workbench bench = bench("RMSE", "", "1")) {
            assertThat(bench.model().columns()).containsExactly(Column.ofNumbers("age"));
        }
    }

    @Test
    void contributionsAddUpToTheMargin() throws Exception {
        try (Workbench bench = bench("MultiClass", "", "1,2,0.5")) {
            Map<String, double[]> explained = bench.explain(1);
            double[] margins = bench.run(1).get("margin");
            for (int i = 0; i < margins.length; i++) {
                assertThat(explained.get("contributions")[i] + explained.get("bias")[i])
                        .isCloseTo(margins[i], within(WORST));
            }
        }
    }

    @Test
    void aModelOfTextsTakesColumns() throws Exception {
        String json =
                """
                {"features_info":{"categorical_features":[
                  {"feature_index":0,"flat_feature_index":0,"feature_id":"color","values":[%d]}]},
                 "oblivious_trees":[{"leaf_values":[1,2],"splits":[
                  {"split_type":"OneHotFeature","cat_feature_index":0,"value":%<d}]}]}
                """
                        .formatted(CatBoostLibrary.hash("red"));
        Path file = Files.writeString(directory.resolve("model.json"), json);
        try (Workbench bench = Workbench.of(file, Map.of())) {
            Signature signature = bench.signature();
            assertThat(signature.columnar()).isTrue();
            assertThat(signature.inputs())
                    .containsExactly(new TensorSpec("color", DataType.STRING, Shape.of(-1)));
            StringTensor colors = StringTensor.ofTexts(Shape.of(4), "red", "blue", "", "reddish");
            Map<String, Tensor> answers =
                    bench.runner().run(signature, Map.of("color", colors), List.of("prediction"));
            try (NumericTensor prediction = (NumericTensor) answers.get("prediction")) {
                assertThat(prediction.toFloats()).containsExactly(2, 1, 1, 1);
            }
        }
    }

    @Test
    void textsOfAllLengthsAreHashedAsCatBoostHashesThem() {
        StringBuilder text = new StringBuilder();
        for (int length = 0; length < 400; length++) {
            String sample = text.toString();
            TextCodes codes = new TextCodes(CatBoostLibrary.hash(sample));
            assertThat(codes.of(sample.getBytes(UTF_8))).as(sample).isZero();
            assertThat(codes.of((sample + "x").getBytes(UTF_8))).isEqualTo(TextCodes.UNKNOWN);
            text.append((char) ('!' + length * 7 % 80));
        }
    }

    @Test
    void statisticsOfCategoriesAreRefusedByTheNamesOfTheirFeatures() {
        String json =
                """
                {"features_info":{"categorical_features":[
                  {"feature_index":0,"flat_feature_index":0,"feature_id":"color"}]},
                 "oblivious_trees":[{"leaf_values":[1,2],"splits":[
                  {"split_type":"OnlineCtr","split_index":0,"border":0.5}]}]}
                """;
        assertThatThrownBy(() -> load(json))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNIMPLEMENTED))
                .hasMessageContaining("CTR")
                .hasMessageContaining("[color]");
    }

    /** One tree of one split, both of whose leaves have the same values. */
    private Workbench bench(String loss, String info, String values) throws IOException {
        return load(
                """
                {"features_info":{"float_features":[
                  {"feature_index":0,"flat_feature_index":0,"feature_id":"age","borders":[0.5]}]},
                 "model_info":{"params":{"loss_function":{"type":"%s"}}%s},
                 "oblivious_trees":[{"leaf_values":[%s,%<s],"leaf_weights":[3,4],"splits":[
                  {"split_type":"FloatFeature","float_feature_index":0,"border":0.5}]}]}
                """
                        .formatted(loss, info, values));
    }

    private Workbench load(String json) throws IOException {
        Path file = Files.writeString(directory.resolve("model.json"), json);
        return Workbench.of(file, Map.of("input_dtype", "float64"));
    }

    private static List<String> labels(Workbench bench) {
        try (NumericTensor x =
                NumericTensor.ofDoubles(bench.memory(), Shape.of(1, 1), new double[] {1})) {
            Map<String, Tensor> answers =
                    bench.runner().run(bench.signature(), Map.of("x", x), List.of("label"));
            return ((StringTensor) answers.get("label")).toTexts();
        }
    }
}

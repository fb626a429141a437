package io.inferry.engine.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.catboost.CatBoostError;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.Numbers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Made up models, answered by CatBoost's library and by the evaluator. */
class CatBoostParityTest {
    private static final int ROWS = 501;
    private static final int MODELS = Integer.getInteger("inferry.parity.models", 3);
    private static final double WORST = 1e-12;

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        "symmetric,4,0,1", "symmetric,3,0,3", "symmetric,3,2,1", "symmetric,2,2,4",
        "free,4,0,1", "free,3,0,3", "free,3,2,1", "free,0,2,1"
    })
    void marginsAreThoseOfCatBoost(String form, int numbers, int texts, int margins)
            throws Exception {
        Differences differences = new Differences(WORST);
        for (int seed = 0; seed < MODELS; seed++) {
            Random random = new Random(form.hashCode() + 31 * (numbers + 31L * (texts + seed)));
            CatBoostMaker maker = new CatBoostMaker(random, numbers, texts, margins);
            CatBoostMaker.Made made = maker.features();
            String json = form.equals("free") ? maker.free(made, "") : maker.symmetric(made, "");
            Questions questions = Questions.of(random, numbers, texts);
            Path file = Files.writeString(directory.resolve("model.json"), json);
            add(differences, "json", file, questions);
            file = Files.write(directory.resolve("model.cbm"), CatBoostBinary.of(json));
            add(differences, "cbm", file, questions);
        }
        Path target = Files.createDirectories(Path.of("target"));
        Files.writeString(
                target.resolve(
                        "parity-catboost-%s-%d-%d-%d.txt".formatted(form, numbers, texts, margins)),
                "%d models, %d rows each: %s%n".formatted(2 * MODELS, ROWS, differences));
    }

    private static void add(Differences differences, String format, Path file, Questions questions)
            throws CatBoostError {
        double[] expected;
        try (CatBoostLibrary library = new CatBoostLibrary(file, format)) {
            expected = library.margins(questions.numbers(), questions.texts());
        }
        try (Workbench bench = Workbench.of(file, Map.of("input_dtype", "float64"))) {
            double[] actual = questions.ask(bench);
            assertThat(actual).hasSize(expected.length);
            for (int i = 0; i < actual.length; i++) {
                differences.add(format, expected[i], actual[i]);
            }
        }
    }

    private record Questions(float[][] numbers, String[][] texts) {
        static Questions of(Random random, int numbers, int texts) {
            float[] odd = {
                0,
                -0f,
                Float.NaN,
                Float.MAX_VALUE,
                -Float.MAX_VALUE,
                1e38f,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                Float.MIN_VALUE
            };
            float[][] rows = new float[ROWS][numbers];
            String[][] words = new String[ROWS][texts];
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < numbers; i++) {
                    rows[row][i] =
                            random.nextInt(4) == 0
                                    ? odd[random.nextInt(odd.length)]
                                    : (float) random.nextGaussian();
                }
                for (int i = 0; i < texts; i++) {
                    int word = random.nextInt(CatBoostMaker.WORDS.size() + 1);
                    words[row][i] =
                            word == CatBoostMaker.WORDS.size()
                                    ? "unheard of " + random.nextInt()
                                    : CatBoostMaker.WORDS.get(word);
                }
            }
            return new Questions(rows, words);
        }

        double[] ask(Workbench bench) {
            return texts[0].length == 0 ? bench.run(matrix()).get("prediction") : table(bench);
        }

        private double[] matrix() {
            double[] all = new double[ROWS * numbers[0].length];
            for (int i = 0; i < all.length; i++) {
                all[i] = numbers[i / numbers[0].length][i % numbers[0].length];
            }
            return all;
        }

        private double[] table(Workbench bench) {
            Map<String, Tensor> columns = new LinkedHashMap<>();
            for (int i = 0; i < numbers[0].length; i++) {
                double[] column = new double[ROWS];
                for (int row = 0; row < ROWS; row++) {
                    column[row] = numbers[row][i];
                }
                columns.put(
                        "n" + i, NumericTensor.ofDoubles(bench.memory(), Shape.of(ROWS), column));
            }
            for (int i = 0; i < texts[0].length; i++) {
                String[] column = new String[ROWS];
                for (int row = 0; row < ROWS; row++) {
                    column[row] = texts[row][i];
                }
                columns.put("t" + i, StringTensor.ofTexts(Shape.of(ROWS), column));
            }
            Signature signature = bench.signature();
            Map<String, Tensor> answers =
                    bench.runner().run(signature, columns, List.of("prediction"));
            double[] prediction = Numbers.toDoubles((NumericTensor) answers.get("prediction"));
            answers.values().forEach(Tensor::close);
            columns.values().forEach(Tensor::close);
            return prediction;
        }
    }
}

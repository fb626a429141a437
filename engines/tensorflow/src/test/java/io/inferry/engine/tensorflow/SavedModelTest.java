package io.inferry.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.engine.Inspection;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import io.inferry.contracts.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedModelTest {
    @Test
    void everySignatureIsServedWithItsMethod() {
        try (Workbench bench = Workbench.of(Models.DIGITS)) {
            assertThat(bench.model().signatures().keySet())
                    .containsExactly("classify", "regress", "serving_default");
            assertThat(bench.signature("classify").method())
                    .isEqualTo("tensorflow/serving/classify");
            assertThat(bench.signature("regress").method()).isEqualTo("tensorflow/serving/regress");
            assertThat(bench.signature("serving_default").method()).isEqualTo(Signature.PREDICT);
        }
    }

    @Test
    void classifyAndRegressAnswerWhatTensorFlowAnswers() {
        Golden golden = Golden.read("digits_keras");
        try (Workbench bench = Workbench.of(Models.DIGITS)) {
            for (String name : List.of("classify", "regress")) {
                GoldenCase expected = golden.cases(name).getFirst();
                Map<String, Tensor> answer = bench.run(name, Map.of("inputs", examples(expected)));
                expected.assertMatches(answer, 1e-5);
                answer.values().forEach(Tensor::close);
            }
        }
    }

    /** The golden file shows the examples' feature, not their bytes. */
    private static Tensor examples(GoldenCase golden) {
        double[] numbers = golden.inputs().get("x").numbers();
        List<byte[]> examples = new ArrayList<>();
        for (int from = 0; from < numbers.length; from += 64) {
            float[] row = new float[64];
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) numbers[from + i];
            }
            examples.add(Workbench.example("x", row));
        }
        return StringTensor.of(Shape.of(examples.size()), examples);
    }

    @Test
    void theGraphsDtypeHoldsWhereASignatureSaysAnother() {
        try (Workbench bench = Workbench.of(Models.HALF_PLUS_THREE)) {
            String name = "tensorflow/serving/regress";
            TensorSpec input = bench.signature(name).inputs().getFirst();

            assertThat(input.dataType()).isEqualTo(DataType.STRING);
            assertThat(bench.model().metadata())
                    .containsEntry(
                            "dtype of 'inputs' in signature " + name,
                            "the signature says FLOAT32, the graph has STRING");
            assertThat(
                            bench.floats(
                                    name,
                                    "outputs",
                                    Map.of("inputs", Workbench.examples("x", 1, 2))))
                    .containsExactly(3.5f, 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Models.TF1, Models.TF2, Models.HALF_PLUS_TWO})
    void halfPlusTwoIsHalfPlusTwo(String model) {
        try (Workbench bench = Workbench.of(model)) {
            Tensor x = NumericTensor.ofFloats(bench.memory(), Shape.of(3, 1), 1, 2, 5);

            assertThat(bench.floats("serving_default", "y", Map.of("x", x)))
                    .containsExactly(2.5f, 3, 4.5f);
            assertThat(
                            bench.floats(
                                    "regress_x_to_y",
                                    "outputs",
                                    Map.of("inputs", Workbench.examples("x", 1, 2, 5))))
                    .containsExactly(2.5f, 3, 4.5f);
        }
    }

    @Test
    void shapesThatDifferFromTheSignatureAreTensorFlowsMatter() {
        try (Workbench bench = Workbench.of(Models.TF1)) {
            assertThat(bench.floats("serving_default", "y", Map.of("x", bench.floats(2, 4))))
                    .containsExactly(3, 4);
        }
    }

    @Test
    void constantsNeedNoVariables() {
        try (Workbench bench = Workbench.of(Models.MATRIX)) {
            Tensor x = NumericTensor.ofFloats(bench.memory(), Shape.of(1, 2, 1), 1, 2);
            Map<String, Tensor> answer = bench.run(Map.of("x", x));

            assertThat(Numbers.toDoubles((NumericTensor) answer.get("y"))).containsExactly(2.5, 3);
            answer.values().forEach(Tensor::close);
        }
    }

    @Test
    void aCounterKeepsItsCountAndTakesNothing() {
        try (Workbench bench = Workbench.of(Models.COUNTER);
                Workbench other = Workbench.of(Models.COUNTER)) {
            TensorSpec output = bench.signature("get_counter").outputs().getFirst();
            assertThat(output.dataType()).isEqualTo(DataType.FLOAT32);
            assertThat(bench.floats("get_counter", "output", Map.of())).containsExactly(0);
            assertThat(bench.floats("incr_counter", "output", Map.of())).containsExactly(1);
            assertThat(
                            bench.floats(
                                    "incr_counter_by",
                                    "output",
                                    Map.of(
                                            "delta",
                                            NumericTensor.ofFloats(bench.memory(), Shape.of(), 4))))
                    .containsExactly(5);
            assertThat(bench.floats("reset_counter", "output", Map.of())).containsExactly(0);
            assertThat(other.floats("get_counter", "output", Map.of())).containsExactly(0);
        }
    }

    @Test
    void tablesAreFilledWhenTheModelIsLoaded() {
        try (Workbench bench = Workbench.of(Models.STRINGS)) {
            Tensor text = StringTensor.ofTexts(Shape.of(2), "dog", "unknown");
            Map<String, Tensor> answer = bench.run(Map.of("text", text));

            assertThat(((NumericTensor) answer.get("label_id")).toLongs()).containsExactly(1, -1);
            answer.values().forEach(Tensor::close);
        }
    }

    @Test
    void stringsAreBytesOfAnyKind() {
        byte[] odd = {0, (byte) 0xff, 'a', 0, (byte) 0xc3};
        byte[] large = new byte[1 << 20];
        large[large.length - 1] = 7;
        try (Workbench bench = Workbench.of(Models.STRINGS)) {
            for (byte[] bytes : List.of(odd, new byte[0], large)) {
                Tensor image = StringTensor.of(Shape.of(1), List.of(bytes));
                Map<String, Tensor> answer = bench.run("raw", Map.of("image_bytes", image));

                assertThat(((StringTensor) answer.get("echo_bytes")).elements().getFirst())
                        .isEqualTo(bytes);
                answer.values().forEach(Tensor::close);
            }
        }
    }

    @Test
    void aVariableKeepsAStringBeyondTheRequestThatBroughtIt() {
        String text = "a text that is too long for TensorFlow's short strings";
        try (Workbench bench = Workbench.of(Models.ODD)) {
            bench.run("keep", Map.of("text", StringTensor.ofTexts(Shape.of(), text)));
            for (int i = 0; i < 1000; i++) {
                Tensor again = StringTensor.ofTexts(Shape.of(), text);
                Map<String, Tensor> answer = bench.run("keep", Map.of("text", again));
                assertThat(((StringTensor) answer.get("before")).toTexts()).containsExactly(text);
            }
        }
    }

    @Test
    void inputsWithValuesOfTheModelsOwnMayBeLeftOut() {
        try (Workbench bench = Workbench.of(Models.ODD)) {
            assertThat(bench.signature("scale").optional()).containsExactly("factor");
            assertThat(bench.floats("scale", "y", Map.of("x", bench.floats(1, 2))))
                    .containsExactly(3, 6);
            Tensor factor = NumericTensor.ofFloats(bench.memory(), Shape.of(), 10);
            assertThat(bench.floats("scale", "y", Map.of("x", bench.floats(1), "factor", factor)))
                    .containsExactly(10);
            assertThat(bench.floats("scale", "y", Map.of("x", bench.floats(1)))).containsExactly(3);
        }
    }

    @Test
    void twoNamesForOneTensorAnswerTheSame() {
        try (Workbench bench = Workbench.of(Models.ODD)) {
            Map<String, Tensor> answer = bench.run("aliases", Map.of("x", bench.floats(1, 2)));

            assertThat(answer.keySet()).containsExactly("again", "given", "y");
            assertThat(((NumericTensor) answer.get("y")).toFloats()).containsExactly(3, 6);
            assertThat(((NumericTensor) answer.get("again")).toFloats()).containsExactly(3, 6);
            assertThat(((NumericTensor) answer.get("given")).toFloats()).containsExactly(1, 2);
            answer.values().forEach(Tensor::close);
        }
    }

    @Test
    void aLoopMayTurnAsOftenAsItLikes() {
        try (Workbench bench = Workbench.of(Models.ODD)) {
            Tensor turns = NumericTensor.ofInts(bench.memory(), Shape.of(), 200_000);
            Map<String, Tensor> answer = bench.run("count", Map.of("turns", turns));

            assertThat(((NumericTensor) answer.get("y")).toInts()).containsExactly(200_000);
            answer.values().forEach(Tensor::close);
        }
    }

    @Test
    void signaturesThatCannotBeServedAreLeftOutAndSaidSo() {
        try (Workbench bench = Workbench.of(Models.ODD)) {
            assertThat(bench.model().signatures().keySet())
                    .containsExactly("aliases", "count", "gather", "keep", "scale", "twice");
            assertThat(bench.model().metadata())
                    .containsEntry(
                            "signature left out complex",
                            "'x' is DT_COMPLEX64, which a client cannot send")
                    .containsEntry(
                            "signature left out sparse",
                            "'index' is a tensor of several parts (COO_SPARSE)")
                    .containsEntry(
                            "signature left out lost", "the graph has no tensor 'nowhere:0'");
        }
    }

    @Test
    void namesInTheGraphAndUnknownRanksAreKept() {
        try (Workbench bench = Workbench.of(Models.TF1)) {
            TensorSpec x = bench.signature("serving_default").inputs().getFirst();
            assertThat(x.graphName()).isEqualTo("x:0");
            assertThat(x.shape()).isEqualTo(Shape.of(Shape.UNKNOWN, 1));
            assertThat(bench.signature("regress_x_to_y").inputs().getFirst().graphName())
                    .isEqualTo("tf_example:0");
        }
        try (Workbench bench = Workbench.of(Models.ECHO)) {
            assertThat(bench.signature("float32").inputs().getFirst().shape()).isEqualTo(Shape.ANY);
        }
    }

    @Test
    void inspectionNeedsNoLibraryAndTellsWhatTheFileHolds() {
        Inspection inspection = new TensorFlowEngine().inspect(Models.at(Models.TF1));

        assertThat(inspection.format()).isEqualTo("TensorFlow SavedModel");
        assertThat(inspection.facts())
                .containsEntry("tags", "serve")
                .containsEntry("variables", "6")
                .containsEntry("assets", "foo.txt")
                .containsKeys("tensorflow", "operators");
        assertThat(inspection.signatures().stream().map(Signature::name).toList())
                .contains("serving_default", "classify_x_to_y");
        assertThat(inspection.facts().get("operators")).startsWith("74: Const 22, ");
    }

    @Test
    void answersOfThreadsSideBySideAreTheirOwn() throws Exception {
        try (Workbench bench = Workbench.of(Models.STRINGS)) {
            List<Thread> threads = new ArrayList<>();
            List<String> wrong = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 8; i++) {
                String text = "Text " + i + " of a length that needs memory";
                threads.add(Thread.ofPlatform().start(() -> assertUpper(bench, text, wrong)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static void assertUpper(Workbench bench, String text, List<String> wrong) {
        Signature signature = bench.signature("serving_default");
        try (var runner = bench.model().newRunner()) {
            for (int i = 0; i < 300; i++) {
                Map<String, Tensor> answer =
                        runner.run(
                                signature,
                                Map.of("text", StringTensor.ofTexts(Shape.of(1), text)),
                                List.of("upper", "length"));
                String upper = ((StringTensor) answer.get("upper")).toTexts().getFirst();
                int length = ((NumericTensor) answer.get("length")).toInts()[0];
                answer.values().forEach(Tensor::close);
                if (!upper.equals(text.toUpperCase(Locale.ROOT)) || length != text.length()) {
                    wrong.add(upper + " " + length);
                }
            }
        }
    }

    @Test
    void threeIsNotTwo() {
        try (Workbench bench = Workbench.of(Models.HALF_PLUS_THREE)) {
            Tensor x = NumericTensor.ofFloats(bench.memory(), Shape.of(1, 1), 2);
            Map<String, Tensor> answer = bench.run(Map.of("x", x));
            assertThat((double) ((NumericTensor) answer.get("y")).toFloats()[0])
                    .isCloseTo(4.0, within(1e-6));
            answer.values().forEach(Tensor::close);
        }
    }
}

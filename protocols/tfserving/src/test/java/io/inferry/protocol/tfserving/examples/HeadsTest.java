package io.inferry.protocol.tfserving.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.TensorMemory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which signatures classify and regress, and what the others are told. */
class HeadsTest {
    private static final Heads HEADS = new Heads(false, TensorMemory.unpooled());
    private static final String CLASSIFY = "tensorflow/serving/classify";

    @Test
    void namesOfTheOutputsMakeAHead() {
        assertThat(classify("inputs", "classes", "scores").outputs())
                .containsExactly("classes", "scores");
        assertThat(classify("inputs", "scores").outputs()).containsExactly("scores");
        assertThat(classify("inputs", "other", "classes").outputs()).containsExactly("classes");
        assertThat(regress("inputs", "outputs").outputs()).containsExactly("outputs");
    }

    @Test
    void theMethodNameIsLookedAtOnlyWhenAskedTo() {
        Signature predict = signature(Signature.PREDICT, List.of("inputs"), "scores");
        Signature classify = signature(CLASSIFY, List.of("inputs"), "scores");
        Heads strict = new Heads(true, TensorMemory.unpooled());

        assertThat(HEADS.of(predict, ExampleMethod.CLASSIFY).signature()).isEqualTo(predict);
        assertThat(strict.of(classify, ExampleMethod.CLASSIFY).signature()).isEqualTo(classify);
        assertThatThrownBy(() -> strict.of(predict, ExampleMethod.CLASSIFY))
                .hasMessage(
                        "Expected classification signature method_name to be"
                                + " tensorflow/serving/classify. Was: tensorflow/serving/predict");
        assertThatThrownBy(() -> strict.of(classify, ExampleMethod.REGRESS))
                .hasMessage(
                        "Expected regression signature method_name to be"
                                + " tensorflow/serving/regress. Was: tensorflow/serving/classify");
    }

    @Test
    void anEmptyNameMeansTheDefaultSignature() {
        Signature known = signature(CLASSIFY, List.of("inputs"), "scores");
        ModelDescription model =
                new ModelDescription(
                        new ModelId("m", 1), "test", Map.of("serving_default", known), Map.of());

        assertThat(HEADS.find(model, "", ExampleMethod.CLASSIFY).signature()).isEqualTo(known);
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                "No signature was found with the name: foo",
                () -> HEADS.find(model, "foo", ExampleMethod.CLASSIFY));
    }

    @Test
    void numbersOfInputsAndOutputsAreToldFirst() {
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                "Expected one input Tensor.",
                () -> of(ExampleMethod.CLASSIFY, List.of("inputs", "more"), "scores"));
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                "Expected one input Tensor.",
                () -> of(ExampleMethod.REGRESS, List.of(), "outputs"));
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                "Expected one or two output Tensors, found 3",
                () -> classify("x", "classes", "scores", "more"));
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                "Expected one output Tensor.",
                () -> regress("x", "outputs", "more"));
    }

    @Test
    void missingNamesShowTheSignature() {
        String shown =
                """
                inputs {
                  key: "x"
                  value {
                    name: "x:0"
                    dtype: DT_STRING
                    tensor_shape {
                      dim {
                        size: -1
                      }
                      dim {
                      }
                    }
                  }
                }
                outputs {
                  key: "y"
                  value {
                    name: "y"
                    dtype: DT_FLOAT
                    tensor_shape {
                      unknown_rank: true
                    }
                  }
                }
                method_name: "tensorflow/serving/classify"
                """;

        assertRefused(
                ErrorCode.FAILED_PRECONDITION,
                "No classification inputs found in SignatureDef: " + shown,
                () -> classify("x", "y"));
        assertRefused(
                ErrorCode.FAILED_PRECONDITION,
                "No regression inputs found in SignatureDef: " + shown,
                () -> regress("x", "y"));
        assertRefused(
                ErrorCode.FAILED_PRECONDITION,
                "No regression outputs found in SignatureDef: " + shown.replace("\"x", "\"inputs"),
                () -> regress("inputs", "y"));
        assertRefused(
                ErrorCode.FAILED_PRECONDITION,
                "Expected classification signature outputs to contain at least one of \"classes\""
                        + " or \"scores\". Signature was: "
                        + shown.replace("\"x", "\"inputs"),
                () -> classify("inputs", "y"));
    }

    @Test
    void anInputThatTakesNoStringsIsToldInTensorFlowsWords() {
        Signature floats =
                new Signature(
                        "regress_x2_to_y3",
                        List.of(new TensorSpec("inputs", DataType.FLOAT32, Shape.of(-1, 1))),
                        List.of(new TensorSpec("outputs", DataType.FLOAT32, Shape.of(-1, 1))));

        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                "Expects arg[0] to be float but string is provided",
                () -> HEADS.of(floats, ExampleMethod.REGRESS));
    }

    private static void assertRefused(ErrorCode code, String text, Runnable finding) {
        assertThatThrownBy(finding::run)
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> {
                            assertThat(e.text()).isEqualTo(text);
                            assertThat(e.code()).isEqualTo(code);
                        });
    }

    private static Head classify(String input, String... outputs) {
        return of(ExampleMethod.CLASSIFY, List.of(input), outputs);
    }

    private static Head regress(String input, String... outputs) {
        return of(ExampleMethod.REGRESS, List.of(input), outputs);
    }

    private static Head of(ExampleMethod method, List<String> inputs, String... outputs) {
        return HEADS.of(signature(CLASSIFY, inputs, outputs), method);
    }

    private static Signature signature(String method, List<String> inputs, String... outputs) {
        return new Signature(
                "serving_default",
                inputs.stream().map(HeadsTest::input).toList(),
                Stream.of(outputs)
                        .map(name -> new TensorSpec(name, DataType.FLOAT32, Shape.ANY))
                        .toList(),
                method,
                Set.of());
    }

    private static TensorSpec input(String name) {
        return new TensorSpec(name, DataType.STRING, Shape.of(-1, 0), List.of(), name + ":0");
    }
}

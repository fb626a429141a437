package io.inferry.protocol.tfserving.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.proto.ClassificationResult;
import io.inferry.protocol.tfserving.proto.RegressionResult;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model's outputs must be, and the messages made of them. */
class ExampleResultTest {
    private static final TensorMemory MEMORY = TensorMemory.unpooled();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    scores  | FLOAT32 | 2     | Expected Tensor shape: [batch_size num_classes] but got [2]
                    scores  | FLOAT32 | 2,1,1 | Expected Tensor shape: [batch_size num_classes] but got [2,1,1]
                    scores  | FLOAT64 | 2,1   | Expected scores Tensor of DT_FLOAT. Got: DT_DOUBLE
                    scores  | FLOAT32 | 3,1   | Expected scores output batch size of 2. Got: 3
                    classes | STRING  | 2     | Expected Tensor shape: [batch_size num_classes] but got [2]
                    classes | INT64   | 2,1   | Expected classes Tensor of DT_STRING. Got: DT_INT64
                    classes | STRING  | 1,2   | Expected classes output batch size of 2. Got: 1
                    """)
    void classesAndScoresAreHeldAgainstTheExamples(
            String output, DataType type, String shape, String text) {
        assertRefused(ExampleMethod.CLASSIFY, Map.of(output, tensor(type, shape)), text);
    }

    @Test
    void classesAndScoresMustBeAsMany() {
        assertRefused(
                ExampleMethod.CLASSIFY,
                Map.of(
                        "classes", tensor(DataType.STRING, "2,2"),
                        "scores", tensor(DataType.FLOAT32, "2,3")),
                "Tensors class and score should match in dim_size(1). Got 2 vs. 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FLOAT32 | 2,2   | Expected output Tensor shape to be either [batch_size] or [batch_size, 1] but got [2,2]
                    FLOAT32 | 2,1,1 | Expected output Tensor shape to be either [batch_size] or [batch_size, 1] but got [2,1,1]
                    FLOAT32 | ''    | Expected output Tensor shape to be either [batch_size] or [batch_size, 1] but got []
                    FLOAT32 | 3     | Input batch size did not match output batch size: 2 vs. 3
                    INT32   | 2     | 'Expected output Tensor of DT_FLOAT.  Got: DT_INT32'
                    STRING  | 2,1   | 'Expected output Tensor of DT_FLOAT.  Got: DT_STRING'
                    """)
    void regressionsAreHeldAgainstTheExamples(DataType type, String shape, String text) {
        assertRefused(ExampleMethod.REGRESS, Map.of("outputs", tensor(type, shape)), text);
    }

    @Test
    void messagesReadBackAsTheTensors() throws InvalidProtocolBufferException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int examples = random.nextInt(4);
            int classes = random.nextInt(4);
            Shape shape = Shape.of(examples, classes);
            String[] labels = new String[examples * classes];
            float[] scores = new float[examples * classes];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = "é".repeat(random.nextInt(random.nextBoolean() ? 2 : 9000));
                scores[i] = random.nextBoolean() ? 0 : random.nextFloat() - 0.5f;
            }
            ClassificationResult message =
                    ClassificationResult.parseFrom(
                            ResultMessage.of(
                                            Classifications.of(
                                                    Map.of(
                                                            "classes",
                                                            StringTensor.ofTexts(shape, labels),
                                                            "scores",
                                                            NumericTensor.ofFloats(
                                                                    MEMORY, shape, scores)),
                                                    examples))
                                    .take());
            assertThat(message.getClassificationsCount()).as("seed " + seed).isEqualTo(examples);
            for (int i = 0; i < labels.length; i++) {
                var entry = message.getClassifications(i / classes).getClasses(i % classes);
                assertThat(entry.getLabel()).as("seed " + seed).isEqualTo(labels[i]);
                assertThat(entry.getScore()).as("seed " + seed).isEqualTo(scores[i]);
            }
        }
    }

    @Test
    void everyFloatOfARegressionComesThrough() throws InvalidProtocolBufferException {
        float[] values = {0, -0f, 1.5f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE};

        RegressionResult message =
                RegressionResult.parseFrom(
                        ResultMessage.of(
                                        Regressions.of(
                                                Map.of(
                                                        "outputs",
                                                        NumericTensor.ofFloats(
                                                                MEMORY, Shape.of(6, 1), values)),
                                                6))
                                .take());

        assertThat(message.getRegressionsList())
                .extracting(each -> Float.floatToRawIntBits(each.getValue()))
                .containsExactly(
                        0,
                        0x80000000,
                        Float.floatToRawIntBits(1.5f),
                        Float.floatToRawIntBits(Float.NaN),
                        Float.floatToRawIntBits(Float.NEGATIVE_INFINITY),
                        1);
    }

    private static void assertRefused(
            ExampleMethod method, Map<String, Tensor> outputs, String text) {
        assertThatThrownBy(() -> ExampleResult.of(method, outputs, 2))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> {
                            assertThat(e.text()).isEqualTo(text);
                            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                        });
    }

    private static Tensor tensor(DataType type, String dims) {
        long[] sizes =
                dims.isEmpty()
                        ? new long[0]
                        : Arrays.stream(dims.split(",")).mapToLong(Long::parseLong).toArray();
        Shape shape = Shape.of(sizes);
        if (type == DataType.STRING) {
            String[] texts = new String[(int) shape.elements()];
            Arrays.fill(texts, "a");
            return StringTensor.ofTexts(shape, texts);
        }
        return NumericTensor.allocate(MEMORY, type, shape);
    }
}

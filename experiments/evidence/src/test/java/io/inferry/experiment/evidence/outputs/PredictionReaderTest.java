package io.inferry.experiment.evidence.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.experiment.evidence.outputs.PredictionTerms.Task;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionReaderTest {
    private static final TensorMemory MEMORY = TensorMemory.unpooled();

    private static Prediction read(Task task, Tensor output) {
        return read(task, output, 1);
    }

    private static Prediction read(Task task, Tensor output, int rows) {
        return new PredictionReader(new PredictionTerms("", task)).read(Map.of("y", output), rows);
    }

    private static NumericTensor floats(Shape shape, float... values) {
        return NumericTensor.ofFloats(MEMORY, shape, values);
    }

    private static Prediction.Classed classed(int code, float... said) {
        return new Prediction.Classed(code, "", Probabilities.of(said));
    }

    @Test
    void aVectorIsItsLargestClassAndItsProbabilities() {
        assertThat(read(Task.AUTO, floats(Shape.of(1, 3), .2f, .7f, .1f)))
                .isEqualTo(classed(1, .2f, .7f, .1f));
        assertThat(read(Task.AUTO, floats(Shape.of(3), .2f, .7f, .1f)))
                .isEqualTo(classed(1, .2f, .7f, .1f));
    }

    @Test
    void logitsAreNoProbabilities() {
        assertThat(read(Task.CLASSES, floats(Shape.of(1, 2), 3, -4)))
                .isEqualTo(new Prediction.Classed(0, "", Probabilities.NONE));
    }

    @Test
    void onlyTheFirstRowIsRead() {
        assertThat(read(Task.AUTO, floats(Shape.of(2, 2), .9f, .1f, 0, 1), 2))
                .isEqualTo(classed(0, .9f, .1f));
        assertThat(read(Task.AUTO, floats(Shape.of(2), 5, 9), 2))
                .isEqualTo(new Prediction.Value(5));
    }

    @Test
    void integersAndStringsAreClasses() {
        assertThat(read(Task.AUTO, NumericTensor.ofLongs(MEMORY, Shape.of(1), 7)))
                .isEqualTo(new Prediction.Classed(7, "", Probabilities.NONE));
        assertThat(read(Task.AUTO, StringTensor.ofTexts(Shape.of(1), "cat")))
                .isEqualTo(new Prediction.Classed(ClassCode.of("cat"), "cat", Probabilities.NONE));
        assertThat(read(Task.AUTO, NumericTensor.ofLongs(MEMORY, Shape.of(1), -1)))
                .isEqualTo(new Prediction.Classed(ClassCode.of("-1"), "-1", Probabilities.NONE));
    }

    @Test
    void aScoreIsTwoClasses() {
        assertThat(read(Task.BINARY, floats(Shape.of(1, 1), .75f)))
                .isEqualTo(classed(1, .25f, .75f));
        assertThat(read(Task.BINARY, floats(Shape.of(1, 1), 1.5f))).isEqualTo(Prediction.NONE);
    }

    @Test
    void whatCannotBeReadIsNoPrediction() {
        assertThat(read(Task.VALUE, floats(Shape.of(1), Float.NaN))).isEqualTo(Prediction.NONE);
        assertThat(read(Task.AUTO, floats(Shape.of(1, 2), Float.NaN, Float.NaN)))
                .isEqualTo(Prediction.NONE);
        assertThat(read(Task.VALUE, StringTensor.ofTexts(Shape.of(1), "x")))
                .isEqualTo(Prediction.NONE);
        assertThat(read(Task.AUTO, floats(Shape.of(0, 2)))).isEqualTo(Prediction.NONE);
    }

    @Test
    void theNamedOutputIsRead() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("a", floats(Shape.of(1), 1));
        outputs.put("b", floats(Shape.of(1), 2));
        assertThat(new PredictionReader(new PredictionTerms("b", Task.VALUE)).read(outputs, 1))
                .isEqualTo(new Prediction.Value(2));
        assertThat(new PredictionReader(new PredictionTerms("c", Task.VALUE)).read(outputs, 1))
                .isEqualTo(Prediction.NONE);
        assertThat(new PredictionReader(PredictionTerms.STANDARD).read(outputs, 1))
                .isEqualTo(new Prediction.Value(1));
    }

    @Test
    void everyNumericTypeIsRead() {
        for (DataType type : DataType.values()) {
            if (!type.isNumeric()) {
                continue;
            }
            NumericTensor tensor = NumericTensor.allocate(MEMORY, type, Shape.of(2));
            tensor.segment().fill((byte) 0);
            tensor.segment().set(ValueLayout.JAVA_BYTE, type.byteSize(), (byte) 1);
            boolean real = Elements.mayBeInvalid(type);
            double expected = real ? Elements.at(tensor, 1) : 1;
            assertThat(Elements.at(tensor, 0)).as(type.name()).isZero();
            assertThat(Elements.at(tensor, 1)).as(type.name()).isEqualTo(expected).isPositive();
        }
        NumericTensor large = NumericTensor.ofLongs(MEMORY, Shape.of(1), -1);
        assertThat(Elements.at(DataType.UINT64, large.segment(), 0)).isEqualTo(0x1p64);
        NumericTensor half = NumericTensor.allocate(MEMORY, DataType.BFLOAT16, Shape.of(1));
        half.segment().set(LittleEndian.SHORT, 0, (short) (Float.floatToRawIntBits(1.5f) >>> 16));
        assertThat(Elements.at(half, 0)).isCloseTo(1.5, within(0.0));
    }
}

package io.inferry.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.core.memory.MemoryLimits;
import io.inferry.core.memory.PooledMemory;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
    private static final Signature PEOPLE =
            new Signature(
                    "columns",
                    List.of(
                            new TensorSpec("age", DataType.FLOAT64, Shape.of(-1)),
                            new TensorSpec("town", DataType.STRING, Shape.of(-1)),
                            new TensorSpec("pets", DataType.FLOAT64, Shape.of(-1))),
                    List.of(new TensorSpec("prediction", DataType.FLOAT64, Shape.of(-1))),
                    Signature.PREDICT,
                    Set.of("pets"),
                    true);

    private final TensorMemory memory = new PooledMemory(MemoryLimits.STANDARD);

    @AfterEach
    void everyTensorWasGivenBack() {
        assertThat(memory.usedBytes()).isZero();
    }

    private static Map<String, Tensor> request(Object... namesAndTensors) {
        Map<String, Tensor> request = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTensors.length; i += 2) {
            request.put((String) namesAndTensors[i], (Tensor) namesAndTensors[i + 1]);
        }
        return request;
    }

    private NumericTensor doubles(double... values) {
        return NumericTensor.ofDoubles(memory, Shape.of(values.length), values);
    }

    private static StringTensor texts(String... values) {
        return StringTensor.ofTexts(Shape.of(values.length), values);
    }

    private double[] ages(Tensor given) {
        Map<String, Tensor> columns =
                Columns.of(PEOPLE, request("age", given, "town", texts("Ulm", "Bern")), memory);
        try {
            return ((NumericTensor) columns.get("age")).toDoubles();
        } finally {
            columns.values().forEach(Tensor::close);
        }
    }

    private void assertRefused(Map<String, Tensor> request, String text) {
        try {
            assertThatThrownBy(() -> Columns.of(PEOPLE, request, memory))
                    .isInstanceOf(ServingException.class)
                    .hasMessageContaining(text);
            assertThat(request.values()).noneMatch(Tensor::isClosed);
        } finally {
            request.values().forEach(Tensor::close);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"STRING", "FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"},
            mode = EnumSource.Mode.EXCLUDE)
    void integersAndBooleansOfAnyWidthBecomeDoubles(DataType type) {
        NumericTensor given = NumericTensor.allocate(memory, type, Shape.of(2));
        given.segment().fill((byte) 0);
        given.segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 1);

        assertThat(ages(given)).containsExactly(1, 0);
    }

    @Test
    void unsignedNumbersStayPositive() {
        NumericTensor given = NumericTensor.allocate(memory, DataType.UINT64, Shape.of(2));
        given.segment().fill((byte) 0xff);

        assertThat(ages(given)).containsExactly(0x1p64, 0x1p64);
    }

    @Test
    void floatsOfEveryWidthBecomeDoubles() {
        assertThat(ages(NumericTensor.ofFloats(memory, Shape.of(2), 0.5f, Float.NaN)))
                .containsExactly(0.5, Double.NaN);
        NumericTensor half = NumericTensor.allocate(memory, DataType.FLOAT16, Shape.of(2));
        half.segment().setAtIndex(LittleEndian.SHORT, 0, Float.floatToFloat16(1.5f));
        half.segment().setAtIndex(LittleEndian.SHORT, 1, Float.floatToFloat16(-2f));
        assertThat(ages(half)).containsExactly(1.5, -2);
    }

    @Test
    void aColumnMayStandUpright() {
        assertThat(ages(NumericTensor.ofLongs(memory, Shape.of(2, 1), 3, 4))).containsExactly(3, 4);
    }

    @Test
    void numbersMayBeWrittenAsTextAndNothingIsMissing() {
        assertThat(ages(texts(" 3.5 ", ""))).containsExactly(3.5, Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1,5", "5f", "0x", "--1"})
    void textThatIsNoNumberIsRefusedWithColumnAndRow(String text) {
        assertRefused(
                request("age", texts("1", text), "town", texts("Ulm", "Bern")),
                "column 'age', row 1: '" + text + "' is not a number");
    }

    @Test
    void numbersInAColumnOfTextsAreTheirText() {
        Map<String, Tensor> columns =
                Columns.of(PEOPLE, request("age", doubles(1, 2), "town", doubles(7, 2.5)), memory);

        assertThat(((StringTensor) columns.get("town")).toTexts()).containsExactly("7", "2.5");
        columns.values().forEach(Tensor::close);
    }

    @Test
    void whatMayBeLeftOutIsMissingInEveryRow() {
        Map<String, Tensor> columns =
                Columns.of(PEOPLE, request("town", texts("Ulm", ""), "age", doubles(1, 2)), memory);

        assertThat(columns.keySet()).containsExactly("age", "town", "pets");
        assertThat(((NumericTensor) columns.get("pets")).toDoubles())
                .containsExactly(Double.NaN, Double.NaN);
        columns.values().forEach(Tensor::close);
    }

    @Test
    void aColumnThatMustBeThereIsNamed() {
        assertRefused(
                request("age", doubles(1)),
                "columns are missing: [town]; signature 'columns' has 3, 1 came");
    }

    @Test
    void aRequestWithoutAnyColumnIsRefused() {
        assertRefused(request(), "columns are missing: [age, town, pets]");
    }

    @Test
    void anUnknownColumnIsNamedWithTheNearest() {
        assertRefused(
                request("agee", doubles(1), "town", texts("Ulm")),
                "column 'agee' is not one of the 3 of signature 'columns'; the nearest is 'age'");
    }

    @Test
    void columnsOfDifferentLengthsAreRefused() {
        assertRefused(
                request("age", doubles(1, 2), "town", texts("Ulm")),
                "columns differ in length: 'age' has 2 rows, 'town' has 1");
    }

    @Test
    void aMatrixIsNoColumn() {
        assertRefused(
                request(
                        "age",
                        NumericTensor.ofDoubles(memory, Shape.of(1, 2), 1, 2),
                        "town",
                        texts("Ulm")),
                "age");
    }
}

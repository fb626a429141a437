package io.inferry.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataTypesTest {
    @ParameterizedTest
    @EnumSource
    void everyTypeHasANumberThatLeadsBack(DataType dataType) {
        int number = DataTypes.number(dataType);

        assertThat(DataTypes.of(number)).contains(dataType);
        assertThat(DataTypes.of(number + 100)).as("reference").contains(dataType);
    }

    @Test
    void typesThatNoClientCanSendAreNone() {
        for (int number : new int[] {0, 8, 11, 12, 13, 15, 16, 18, 20, 21, 24, 100, 120}) {
            assertThat(DataTypes.of(number)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STRING")
    void everyNumberComesBackAsItWentIn(DataType dataType) {
        try (Workbench bench = Workbench.of(Models.ECHO)) {
            for (Shape shape :
                    new Shape[] {
                        Shape.of(), Shape.of(0), Shape.of(3), Shape.of(2, 0, 5), Shape.of(2, 3, 4)
                    }) {
                NumericTensor x = NumericTensor.allocate(bench.memory(), dataType, shape);
                byte[] bytes = new byte[Math.toIntExact(x.byteSize())];
                new Random(dataType.byteSize()).nextBytes(bytes);
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] &= dataType == DataType.BOOL ? (byte) 1 : (byte) -1;
                    x.segment().set(ValueLayout.JAVA_BYTE, i, bytes[i]);
                }
                Map<String, Tensor> answer = bench.run(nameOf(dataType), Map.of("x", x));
                NumericTensor y = (NumericTensor) answer.get("y");

                assertThat(y.dataType()).isEqualTo(dataType);
                assertThat(y.shape()).isEqualTo(shape);
                assertThat(y.segment().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes);
                y.close();
            }
        }
    }

    @Test
    void stringsOfEveryShapeComeBack() {
        try (Workbench bench = Workbench.of(Models.ECHO)) {
            Tensor x =
                    StringTensor.ofTexts(
                            Shape.of(2, 1, 2), "", "zürich 東京", "c\0d", "x".repeat(99));
            StringTensor y = (StringTensor) bench.run("string", Map.of("x", x)).get("y");
            assertThat(y.shape()).isEqualTo(Shape.of(2, 1, 2));
            assertThat(y.toTexts()).containsExactly("", "zürich 東京", "c\0d", "x".repeat(99));

            Tensor none = StringTensor.ofTexts(Shape.of(0, 3));
            assertThat(bench.run("string", Map.of("x", none)).get("y").shape())
                    .isEqualTo(Shape.of(0, 3));
        }
    }

    private static String nameOf(DataType dataType) {
        return dataType.name().toLowerCase(Locale.ROOT);
    }
}

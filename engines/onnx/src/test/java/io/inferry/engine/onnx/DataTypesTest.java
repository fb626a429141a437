package io.inferry.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.Numbers;
import io.inferry.contracts.OnnxModels;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataTypesTest {
    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STRING")
    void everyBitOfEveryNumericTypeComesBack(DataType dataType) {
        for (String rows : List.of("n", "?", "4")) {
            try (var bench = Workbench.of(directory, OnnxModels.identity(dataType, rows, "2"));
                    var input = NumericTensor.allocate(bench.memory(), dataType, Shape.of(4, 2))) {
                for (long i = 0; i < input.byteSize(); i++) {
                    byte bits = dataType == DataType.BOOL ? (byte) (i & 1) : (byte) (0xff - i);
                    input.segment().set(ValueLayout.JAVA_BYTE, i, bits);
                }
                try (var output = (NumericTensor) bench.runFor("y", Map.of("x", input))) {
                    assertThat(output.dataType()).isEqualTo(dataType);
                    assertThat(output.shape()).isEqualTo(input.shape());
                    assertThat(output.segment().mismatch(input.segment())).isEqualTo(-1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "UINT16", "UINT32", "UINT64"})
    void largeUnsignedNumbersKeepTheirValue(DataType dataType) {
        double[] values = {0, 1, 255};
        try (var bench = Workbench.of(directory, OnnxModels.cast(dataType, DataType.FLOAT64, "n"));
                var input =
                        NumericTensor.allocate(bench.memory(), dataType, Shape.of(values.length))) {
            input.segment().fill((byte) 0xff);
            try (var output = (NumericTensor) bench.runFor("y", Map.of("x", input))) {
                double max = Math.pow(2, 8 * dataType.byteSize());
                assertThat(output.toDoubles()[0]).isBetween(max - 1, max);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "UINT16", "UINT32", "UINT64"})
    void unsignedAnswersAreReadAsUnsigned(DataType dataType) {
        try (var bench = Workbench.of(directory, OnnxModels.cast(DataType.FLOAT64, dataType, "n"));
                var input = Numbers.tensor(bench.memory(), DataType.FLOAT64, Shape.of(2), 3, 200);
                var output = (NumericTensor) bench.runFor("y", Map.of("x", input))) {
            assertThat(output.dataType()).isEqualTo(dataType);
            assertThat(Numbers.toDoubles(output)).containsExactly(3, 200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void scalarsAndEmptyTensorsComeBack(DataType dataType) {
        for (Shape shape : List.of(Shape.of(), Shape.of(0), Shape.of(0, 3), Shape.of(3, 0))) {
            String[] dims = new String[shape.rank()];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = "d" + i;
            }
            try (var bench = Workbench.of(directory, OnnxModels.identity(dataType, dims));
                    Tensor input = blank(bench, dataType, shape);
                    Tensor output = bench.runFor("y", Map.of("x", input))) {
                assertThat(output.shape()).isEqualTo(shape);
                assertThat(output.dataType()).isEqualTo(dataType);
            }
        }
    }

    @Test
    void anyTextComesBack() {
        String[] texts = {
            "", "a", "zürich 東京", "\u0000nul\u0000", "\uD83D\uDE00 x", "\u007f\u0080"
        };
        try (var bench = Workbench.of(directory, OnnxModels.identity(DataType.STRING, "n", "2"));
                var input = StringTensor.ofTexts(Shape.of(3, 2), texts);
                var output = (StringTensor) bench.runFor("y", Map.of("x", input))) {
            assertThat(output.shape()).isEqualTo(Shape.of(3, 2));
            assertThat(output.toTexts()).containsExactly(texts);
        }
    }

    @Test
    void bytesThatAreNoTextAreRefusedByName() {
        try (var bench = Workbench.of(directory, OnnxModels.identity(DataType.STRING, "n"));
                var input =
                        StringTensor.of(
                                Shape.of(2), List.of(new byte[] {65}, new byte[] {(byte) 0xff}))) {
            assertThatThrownBy(() -> bench.runFor("y", Map.of("x", input)))
                    .isInstanceOfSatisfying(
                            ServingException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessageContaining("'x', element 1 is not UTF-8");
        }
    }

    private static Tensor blank(Workbench bench, DataType dataType, Shape shape) {
        if (dataType.isNumeric()) {
            NumericTensor tensor = NumericTensor.allocate(bench.memory(), dataType, shape);
            tensor.segment().fill((byte) 0);
            return tensor;
        }
        String[] texts = new String[Math.toIntExact(shape.elements())];
        Arrays.fill(texts, "t");
        return StringTensor.ofTexts(shape, texts);
    }
}

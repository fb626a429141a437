package io.inferry.transport.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstElementTest {
    @ParameterizedTest
    @CsvSource({
        "BOOL, 01, true",
        "BOOL, 00, false",
        "INT8, ff, -1",
        "UINT8, ff, 255",
        "INT16, feff, -2",
        "UINT16, feff, 65534",
        "INT32, 00000080, -2147483648",
        "UINT32, 00000080, 2147483648",
        "INT64, 0700000000000000, 7",
        "UINT64, ffffffffffffffff, 18446744073709551615",
        "FLOAT16, 0047, 7",
        "BFLOAT16, e040, 7",
        "FLOAT32, 0000e040, 7",
        "FLOAT32, cdcccc3d, 0.1",
        "FLOAT32, 00000080, 0",
        "FLOAT32, 0000c07f, NaN",
        "FLOAT32, 000080ff, -Infinity",
        "FLOAT64, 9a9999999999b93f, 0.1",
        "FLOAT64, 000000205fa00242, 10000000000",
        "STRING, 02000000c3a9ffff, é",
        "STRING, 00000000, ''",
    })
    void everyDtypeHasItsText(DataType type, String bytes, String text) {
        assertThat(FirstElement.ofRaw(type, segment(bytes))).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 000000",
        "INT64, ''",
        "STRING, 0000",
        "STRING, 0300000061",
        "STRING, ffffffff61",
    })
    void tooFewBytesAreAbsent(DataType type, String bytes) {
        assertThat(FirstElement.ofRaw(type, segment(bytes))).isEmpty();
    }

    @Test
    void ofATensorTheFirstElementCounts() {
        try (NumericTensor tensor =
                NumericTensor.ofLongs(TensorMemory.unpooled(), Shape.of(1, 2), 5, 6)) {
            assertThat(FirstElement.of(tensor)).contains("5");
        }
        byte[] text = "zwölf".getBytes(StandardCharsets.UTF_8);
        assertThat(FirstElement.of(StringTensor.of(Shape.of(), List.of(text)))).contains("zwölf");
    }

    @Test
    void aTensorWithoutElementsHasNone() {
        try (NumericTensor none = NumericTensor.ofFloats(TensorMemory.unpooled(), Shape.of(0))) {
            assertThat(FirstElement.of(none)).isEmpty();
        }
    }

    @Test
    void aTextThatIsTooLongIsAbsent() {
        assertThat(FirstElement.text(new byte[FirstElement.TEXT_BYTES_MAX])).isPresent();
        assertThat(FirstElement.text(new byte[FirstElement.TEXT_BYTES_MAX + 1])).isEmpty();
    }

    private static MemorySegment segment(String bytes) {
        return MemorySegment.ofArray(HexFormat.of().parseHex(bytes));
    }
}

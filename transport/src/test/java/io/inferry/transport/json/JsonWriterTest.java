package io.inferry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.http.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents come out as JSON, tensors as nested lists. */
final class JsonWriterTest {
    private final TensorMemory memory = TensorMemory.unpooled();

    @Test
    void commasComeByThemselves() {
        var writer = new JsonWriter(FloatStyle.SHORTEST);
        writer.beginObject().name("a").beginArray().number(1).number(2.5).bool(true).endArray();
        writer.name("b").beginObject().endObject().name("c").nullValue();
        writer.name("d").value(Bytes.utf8("[0]")).endObject();
        assertThat(writer.toBytes().text())
                .isEqualTo("{\"a\":[1,2.5,true],\"b\":{},\"c\":null,\"d\":[0]}");
    }

    @Test
    void aProtocolCanPlaceItsOwnWhiteSpace() {
        var writer = new JsonWriter(FloatStyle.TENSORFLOW_SERVING, ListStyle.SPACED, 16);
        writer.beginObject().raw("\n    ").name("predictions").beginArray();
        writer.number(2.5f).number(3f).raw("\n    ").endArray();
        writer.comma().raw("\n    ").name("x").number(1).raw("\n").endObject();
        assertThat(writer.toBytes().text())
                .isEqualTo("{\n    \"predictions\": [2.5, 3.0\n    ],\n    \"x\": 1\n}");
    }

    @Test
    void tensorsAreNestedFlatOrByRow() {
        Tensor tensor = NumericTensor.ofInts(memory, Shape.of(2, 1, 2), 1, 2, 3, 4);
        assertThat(writer().tensor(tensor).toBytes().text()).isEqualTo("[[[1,2]],[[3,4]]]");
        assertThat(writer().flat(tensor).toBytes().text()).isEqualTo("[1,2,3,4]");
        assertThat(writer().row(tensor, 1).toBytes().text()).isEqualTo("[[3,4]]");
        Tensor scalar = NumericTensor.ofFloats(memory, Shape.of(), 1.5f);
        assertThat(writer().tensor(scalar).toBytes().text()).isEqualTo("1.5");
        Tensor vector = NumericTensor.ofFloats(memory, Shape.of(2), 1.5f, 2);
        assertThat(writer().row(vector, 1).toBytes().text()).isEqualTo("2.0");
        Tensor empty = NumericTensor.ofFloats(memory, Shape.of(2, 0));
        assertThat(writer().tensor(empty).toBytes().text()).isEqualTo("[[],[]]");
        Tensor none = NumericTensor.ofFloats(memory, Shape.of(0, 3));
        assertThat(writer().tensor(none).toBytes().text()).isEqualTo("[]");
    }

    @Test
    void stringsAreTextsOrBase64Objects() {
        Tensor tensor = StringTensor.ofTexts(Shape.of(2), "a\"", "\u00e9");
        assertThat(writer().tensor(tensor).toBytes().text()).isEqualTo("[\"a\\\"\",\"\u00e9\"]");
        assertThat(writer().base64Object(new byte[] {1, 2}).toBytes().text())
                .isEqualTo("{\"b64\":\"AQI=\"}");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STRING")
    void everyNumericTypeReadsBackAsItself(DataType dataType) {
        String json =
                switch (dataType) {
                    case BOOL -> "[true,false]";
                    case UINT8 -> "[0,255]";
                    case INT8 -> "[-128,127]";
                    case UINT16 -> "[0,65535]";
                    case INT16 -> "[-32768,32767]";
                    case UINT32 -> "[0,4294967295]";
                    case INT32 -> "[-2147483648,2147483647]";
                    case UINT64 -> "[9223372036854775808,18446744073709551615]";
                    case INT64 -> "[-9223372036854775808,9223372036854775807]";
                    case FLOAT16 -> "[65504.0,-0.00012207031]";
                    case BFLOAT16 -> "[3.3895314e+38,-0.100097656]";
                    case FLOAT32 -> "[3.4028235e+38,-0.1]";
                    case FLOAT64 -> "[1.7976931348623157e+308,-0.1]";
                    case STRING -> throw new IllegalStateException();
                };
        try (var builder = new TensorBuilder(dataType, memory)) {
            builder.append(JsonReaderTest.reader(json));
            try (Tensor tensor = builder.value()) {
                assertThat(writer().tensor(tensor).toBytes().text()).isEqualTo(json);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0",
        "1",
        "-1",
        "9",
        "10",
        "99",
        "100",
        "999999999",
        "1000000000",
        "9007199254740993",
        "999999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "-9223372036854775808"
    })
    void integersAreWrittenExactly(long value) {
        assertThat(writer().number(value).toBytes().text()).isEqualTo(Long.toString(value));
        assertThat(writer().unsignedNumber(value).toBytes().text())
                .isEqualTo(Long.toUnsignedString(value));
    }

    private static JsonWriter writer() {
        return new JsonWriter(FloatStyle.SHORTEST);
    }
}

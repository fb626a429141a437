package io.inferry.protocol.tfserving.rest;

import static io.inferry.protocol.tfserving.rest.Descriptions.FLOAT;
import static io.inferry.protocol.tfserving.rest.Descriptions.INT;
import static io.inferry.protocol.tfserving.rest.Descriptions.TEXT;
import static io.inferry.protocol.tfserving.rest.Descriptions.input;
import static io.inferry.protocol.tfserving.rest.Descriptions.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.model.ModelDescription;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.http.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in and out as RapidJSON and upstream's conversions have them, by both readers. */
class ValuesRestTest {
    private static final TensorMemory MEMORY = TensorMemory.unpooled();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NaN       | NaN
                    -NaN      | NaN
                    Inf       | Infinity
                    -Inf      | -Infinity
                    Infinity  | Infinity
                    -Infinity | -Infinity
                    -0.0      | -0.0
                    1E2       | 100.0
                    1e+2      | 100.0
                    16777217  | 1.6777216E7
                    1e39      | Infinity
                    -1e39     | -Infinity
                    1e-50     | 0.0
                    123456789012345678901234567890 | 1.2345679E29
                    """)
    void floatsAreReadAsRapidJsonReadsThem(String token, float value) {
        for (Tensor tensor : both("{\"instances\":[" + token + "]}", FLOAT)) {
            assertThat(Float.valueOf(((NumericTensor) tensor).toFloats()[0]))
                    .isEqualTo(Float.valueOf(value));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    INT32  | 2147483648           | Number | int32
                    INT32  | -2147483649          | Number | int32
                    INT32  | 1e2                  | Number | int32
                    INT32  | true                 | True   | int32
                    INT32  | "1"                  | String | int32
                    INT8   | 2147483648           | Number | int8
                    INT64  | 9223372036854775808  | Number | int64
                    INT64  | 1.0                  | Number | int64
                    UINT32 | -1                   | Number | uint32
                    UINT32 | 4294967296           | Number | uint32
                    UINT64 | -1                   | Number | uint64
                    UINT64 | 18446744073709551616 | Number | uint64
                    BOOL   | 1                    | Number | bool
                    BOOL   | "true"               | String | bool
                    BOOL   | null                 | Null   | bool
                    STRING | 1                    | Number | string
                    STRING | false                | False  | string
                    FLOAT32 | true                | True   | float
                    FLOAT32 | "NaN"               | String | float
                    FLOAT64 | null                | Null   | double
                    """)
    void whatIsOfAnotherKindIsNamedAsUpstreamNamesIt(
            DataType type, String token, String kind, String wanted) {
        assertThatThrownBy(
                        () -> careful("{\"instances\":[" + token + "]}", model(input("x", type))))
                .hasMessage(
                        "Failed to process element: 0 of 'instances' list. Error: INVALID_ARGUMENT:"
                                + " JSON Value: "
                                + token
                                + " Type: "
                                + kind
                                + " is not of expected type: "
                                + wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aGk=", "aGk"})
    void base64NeedsNoPadding(String base64) {
        for (Tensor tensor : both("{\"instances\":[{\"b64\":\"" + base64 + "\"}]}", TEXT)) {
            assertThat(((StringTensor) tensor).toTexts()).containsExactly("hi");
        }
    }

    @Test
    void anObjectWithMoreThanBase64IsARowOfNamedInputs() {
        assertThatThrownBy(() -> careful("{\"instances\":[{\"b64\":\"aGk=\",\"s\":\"x\"}]}", TEXT))
                .hasMessageContaining("does not have named input: b64");
    }

    @Test
    void namesMayBeWrittenWithEscapes() {
        for (Tensor tensor : both("{\"\\u0069nputs\": {\"\\u0078\": [7]}}", INT)) {
            assertThat(((NumericTensor) tensor).toInts()).containsExactly(7);
        }
    }

    @Test
    void ofInputsGivenTwiceTheFirstCounts() {
        String body = "{\"inputs\":{\"x\":[1],\"x\":[2]}}";

        assertThat(((NumericTensor) careful(body, INT)).toInts()).containsExactly(1);
        assertThat(OnePassReader.read(Bytes.utf8(body), INT, MEMORY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"instances":[1,]}          | Invalid value. at offset: 16
                    {"instances":[1],}          | Missing a name for object member. at offset: 17
                    {"instances" [1]}           | Missing a colon after a name of object member. at offset: 13
                    {"instances":[1] "a":2}     | Missing a comma or } after an object member. at offset: 17
                    {"instances":[01]}          | Missing a comma or ] after an array element. at offset: 15
                    {"instances":[.5]}          | Invalid value. at offset: 14
                    {"instances":[+1]}          | Invalid value. at offset: 14
                    {"instances":[True]}        | Invalid value. at offset: 14
                    {'instances':[1]}           | Missing a name for object member. at offset: 1
                    {"instances":[1]/*c*/}      | Missing a comma or } after an object member. at offset: 16
                    {"instances":["\\x"]}       | Invalid escape character in string. at offset: 15
                    """)
    void mistakesOfSyntaxAreRapidJsons(String body, String text) {
        assertThatThrownBy(() -> careful(body, FLOAT)).hasMessage("JSON Parse error: " + text);
    }

    @Test
    void aByteOrderMarkIsNoJson() {
        assertThatThrownBy(() -> careful("\uFEFF{\"instances\":[1]}", FLOAT))
                .hasMessage("JSON Parse error: Invalid value. at offset: 0");
    }

    @Test
    void quotedValuesAreCutAfter256Bytes() {
        String text = "x".repeat(1000);

        assertThatThrownBy(() -> careful("{\"instances\":[\"" + text + "\"]}", FLOAT))
                .hasMessageContaining("JSON Value: \"" + "x".repeat(255) + "... Type: String");
    }

    @Test
    void textIsWrittenByteByByteEvenWhereItIsNoUtf8() {
        byte[] noText = {'a', (byte) 0xFF, (byte) 0xC0, 'b'};
        Map<String, Tensor> outputs = Map.of("y", StringTensor.of(Shape.of(1), List.of(noText)));

        Bytes written = PredictionWriter.write(Layout.ROWS, outputs);

        byte[] all =
                Arrays.copyOfRange(
                        written.array(), written.offset(), written.offset() + written.length());
        assertThat(new String(all, StandardCharsets.ISO_8859_1)).contains("[\"a\u00FF\u00C0b\"");
    }

    @Test
    void theSuffixOfTheNameAloneMakesBytes() {
        for (String name : List.of("y_bytes", "_bytes")) {
            assertThat(write(name, StringTensor.ofTexts(Shape.of(1), "hi"))).contains("\"aGk=\"");
        }
        for (String name : List.of("bytes", "y_Bytes", "y_bytes_", "y_bytes1")) {
            assertThat(write(name, StringTensor.ofTexts(Shape.of(1), "hi"))).contains("[\"hi\"");
        }
        assertThat(write("n_bytes", NumericTensor.ofInts(MEMORY, Shape.of(1), 7))).contains("[7");
    }

    @Test
    void everyElementTypeIsWrittenAsUpstreamWritesIt() {
        assertThat(
                        write(
                                "y",
                                NumericTensor.ofDoubles(
                                        MEMORY, Shape.of(1, 4), 0.1, 1.0 / 3, 1e6, -0.0)))
                .contains("[0.1, 0.33333333333333331, 1e+06, -0.0]");
        assertThat(
                        write(
                                "y",
                                NumericTensor.ofFloats(
                                        MEMORY, Shape.of(1, 4), 1f / 3, 1e6f, 1e-4f, 1e-5f)))
                .contains("[0.333333343, 1e+06, 0.0001, 1e-05]");
        assertThat(write("y", NumericTensor.ofLongs(MEMORY, Shape.of(1, 2), Long.MIN_VALUE, 0)))
                .contains("[-9223372036854775808, 0]");
    }

    private static String write(String name, Tensor tensor) {
        return PredictionWriter.write(Layout.ROWS, Map.of(name, tensor)).text();
    }

    private static List<Tensor> both(String body, ModelDescription model) {
        PredictRequest fast = OnePassReader.read(Bytes.utf8(body), model, MEMORY).orElseThrow();
        return List.of(fast.inputs().values().iterator().next(), careful(body, model));
    }

    private static Tensor careful(String body, ModelDescription model) {
        return CarefulReader.read(Bytes.utf8(body), model, MEMORY)
                .inputs()
                .values()
                .iterator()
                .next();
    }
}

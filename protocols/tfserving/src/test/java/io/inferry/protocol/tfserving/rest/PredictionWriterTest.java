package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionWriterTest {
    private static final TensorMemory MEMORY = TensorMemory.unpooled();

    @Test
    void oneOutputByRowIsAListInOneLineAsUpstreamPrintsIt() {
        Map<String, Tensor> outputs = Map.of("y", floats(Shape.of(3), 2.5f, 3, 4.5f));
        assertThat(write(Layout.ROWS, outputs))
                .isEqualTo("{\n    \"predictions\": [2.5, 3.0, 4.5\n    ]\n}");
    }

    @Test
    void rowsOfListsStayInOneLine() {
        Map<String, Tensor> outputs = Map.of("y", floats(Shape.of(2, 2), 2.5f, 3, 3.5f, 4));
        assertThat(write(Layout.ROWS, outputs))
                .isEqualTo("{\n    \"predictions\": [[2.5, 3.0], [3.5, 4.0]\n    ]\n}");
    }

    @Test
    void oneOutputByColumnHasALinePerElement() {
        Map<String, Tensor> outputs = Map.of("y", floats(Shape.of(2, 1), 2.5f, 3));
        assertThat(write(Layout.COLUMNS, outputs))
                .isEqualTo(
                        """
                        {
                            "outputs": [
                                [
                                    2.5
                                ],
                                [
                                    3.0
                                ]
                            ]
                        }\
                        """);
    }

    @Test
    void severalOutputsByRowAreObjects() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("a", floats(Shape.of(2, 2), 1, 2, 3, 4));
        outputs.put("b", StringTensor.ofTexts(Shape.of(2), "x\"y", "é"));
        outputs.put("c_bytes", StringTensor.ofTexts(Shape.of(2), "hello", "world"));
        assertThat(write(Layout.ROWS, outputs))
                .isEqualTo(
                        """
                        {
                            "predictions": [
                                {
                                    "a": [1.0, 2.0],
                                    "b": "x\\"y",
                                    "c_bytes": {
                                        "b64": "aGVsbG8="
                                    }
                                },
                                {
                                    "a": [3.0, 4.0],
                                    "b": "é",
                                    "c_bytes": {
                                        "b64": "d29ybGQ="
                                    }
                                }
                            ]
                        }\
                        """);
    }

    @Test
    void severalOutputsByColumnAreOneObject() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("n", NumericTensor.ofLongs(MEMORY, Shape.of(), 7));
        outputs.put("s_bytes", StringTensor.ofTexts(Shape.of(1), "tf"));
        assertThat(write(Layout.COLUMNS, outputs))
                .isEqualTo(
                        """
                        {
                            "outputs": {
                                "n": 7,
                                "s_bytes": [
                                    {
                                        "b64": "dGY="
                                    }
                                ]
                            }
                        }\
                        """);
    }

    @Test
    void listsOfBytesByRowAreNested() {
        Map<String, Tensor> outputs =
                Map.of("s_bytes", StringTensor.ofTexts(Shape.of(1, 2), "tf", "serving"));
        assertThat(write(Layout.ROWS, outputs).replaceAll("\\s", ""))
                .isEqualTo("{\"predictions\":[[{\"b64\":\"dGY=\"},{\"b64\":\"c2VydmluZw==\"}]]}");
    }

    @Test
    void noRowsMakeAnEmptyList() {
        assertThat(write(Layout.ROWS, Map.of("y", floats(Shape.of(0, 2)))))
                .isEqualTo("{\n    \"predictions\": []\n}");
        assertThat(write(Layout.COLUMNS, Map.of("y", floats(Shape.of(0)))))
                .isEqualTo("{\n    \"outputs\": []\n}");
    }

    @Test
    void floatsAreWrittenAsUpstreamWritesThem() {
        Map<String, Tensor> outputs =
                Map.of(
                        "y",
                        floats(
                                Shape.of(1, 10),
                                9000000,
                                999999,
                                0.5f,
                                .0003f,
                                .00003f,
                                555557.5f,
                                Float.NaN,
                                Float.POSITIVE_INFINITY,
                                3,
                                Float.NEGATIVE_INFINITY));
        assertThat(write(Layout.ROWS, outputs))
                .contains(
                        "[9e+06, 999999.0, 0.5, 0.0003, 3e-05, 555557.5, NaN, Infinity, 3.0,"
                                + " -Infinity]");
    }

    @Test
    void rowsNeedRowsInEveryOutput() {
        assertThatThrownBy(() -> write(Layout.ROWS, Map.of("y", floats(Shape.of(), 1))))
                .hasMessage("Tensor name: y has no shape information ");
        Map<String, Tensor> uneven = new LinkedHashMap<>();
        uneven.put("a", floats(Shape.of(2), 1, 2));
        uneven.put("b", floats(Shape.of(3), 1, 2, 3));
        assertThatThrownBy(() -> write(Layout.ROWS, uneven))
                .hasMessage("Tensor name: b has inconsistent batch size: 3 expecting: 2");
        assertThatThrownBy(() -> write(Layout.ROWS, Map.of()))
                .hasMessage("Cannot convert empty tensor map to JSON");
    }

    private static Tensor floats(Shape shape, float... values) {
        return NumericTensor.ofFloats(MEMORY, shape, values);
    }

    private static String write(Layout layout, Map<String, Tensor> outputs) {
        return PredictionWriter.write(layout, outputs).text();
    }
}

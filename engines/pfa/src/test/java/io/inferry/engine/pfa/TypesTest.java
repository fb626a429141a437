package io.inferry.engine.pfa;

import static io.inferry.engine.pfa.Workbench.numbers;
import static io.inferry.engine.pfa.Workbench.strings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {
    /** What comes in goes out: one field of each type. */
    private static final String ECHO =
            """
            {"input": {"type": "record", "name": "Row", "namespace": "com.example", "fields": [
               {"name": "i", "type": "int"},
               {"name": "l", "type": "long"},
               {"name": "f", "type": "float"},
               {"name": "d", "type": "double"},
               {"name": "b", "type": "boolean"},
               {"name": "s", "type": "string"},
               {"name": "e", "type": {"type": "enum", "name": "Side", "symbols": ["left", "right"]}},
               {"name": "y", "type": "bytes"},
               {"name": "n", "type": ["null", "double"]},
               {"name": "k", "type": ["int", "null"]},
               {"name": "t", "type": ["null", "string"]},
               {"name": "o", "type": ["null", "com.example.Side"]},
               {"name": "a", "type": {"type": "array", "items": "double"}},
               {"name": "m", "type": {"type": "map", "values": "int"}}]},
             "output": "com.example.Row",
             "action": "input"}
            """;

    @TempDir Path directory;

    @Test
    void aRecordIsATableOfItsFields() {
        try (Workbench bench = Workbench.of(directory, ECHO)) {
            Signature signature = bench.signature();

            assertThat(signature.columnar()).isTrue();
            assertThat(signature.optional()).containsExactlyInAnyOrder("n", "k", "t", "o");
            assertThat(types(signature.inputs()))
                    .isEqualTo(
                            "i FLOAT64[-1], l FLOAT64[-1], f FLOAT64[-1], d FLOAT64[-1],"
                                    + " b FLOAT64[-1], s STRING[-1], e STRING[-1], y STRING[-1],"
                                    + " n FLOAT64[-1], k FLOAT64[-1], t STRING[-1], o STRING[-1],"
                                    + " a STRING[-1], m STRING[-1]");
            assertThat(types(signature.outputs()))
                    .isEqualTo(
                            "i INT32[-1], l INT64[-1], f FLOAT32[-1], d FLOAT64[-1], b BOOL[-1],"
                                    + " s STRING[-1], e STRING[-1], y STRING[-1], n FLOAT64[-1],"
                                    + " k FLOAT64[-1], t STRING[-1], o STRING[-1],"
                                    + " a FLOAT64[-1,-1], m STRING[-1]");
        }
    }

    @Test
    void valuesOfEveryTypeComeBackAsTheyWere() {
        try (Workbench bench = Workbench.of(directory, ECHO)) {
            Map<String, Tensor> answer = bench.run(row());

            assertThat(((NumericTensor) get(answer, "i")).toInts()).containsExactly(-7);
            assertThat(((NumericTensor) get(answer, "l")).toLongs())
                    .containsExactly(9_007_199_254_740_991L);
            assertThat(((NumericTensor) get(answer, "f")).toFloats()).containsExactly(0.5f);
            assertThat(Workbench.doubles(get(answer, "d"))).containsExactly(1e300);
            assertThat(get(answer, "b").byteSize()).isEqualTo(1);
            assertThat(Workbench.texts(get(answer, "s"))).containsExactly("Grüße \"%s\" {}");
            assertThat(Workbench.texts(get(answer, "e"))).containsExactly("right");
            assertThat(Workbench.texts(get(answer, "y"))).containsExactly("raw");
            assertThat(Workbench.doubles(get(answer, "n"))).containsExactly(2.5);
            assertThat(Workbench.doubles(get(answer, "k"))).containsExactly(3);
            assertThat(Workbench.texts(get(answer, "t"))).containsExactly("there");
            assertThat(Workbench.texts(get(answer, "o"))).containsExactly("left");
            assertThat(Workbench.doubles(get(answer, "a"))).containsExactly(1, 2.5);
            assertThat(Workbench.texts(get(answer, "m"))).containsExactly("{\"z\":1}");
        }
    }

    @Test
    void whatMayBeMissingIsNullThereAndMissingHere() {
        try (Workbench bench = Workbench.of(directory, ECHO)) {
            Map<String, Tensor> inputs = row();
            inputs.put("n", numbers(Double.NaN));
            inputs.put("t", strings(""));
            inputs.remove("k");
            inputs.remove("o");

            Map<String, Tensor> answer = bench.run(inputs);

            assertThat(Workbench.doubles(get(answer, "n"))).containsExactly(Double.NaN);
            assertThat(Workbench.doubles(get(answer, "k"))).containsExactly(Double.NaN);
            assertThat(Workbench.texts(get(answer, "t"))).containsExactly("");
            assertThat(Workbench.texts(get(answer, "o"))).containsExactly("");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "i, 2.5, an int",
        "i, 2147483648, an int",
        "i, NaN, missing",
        "l, 9007199254740992, a long",
        "l, Infinity, a long",
        "f, 1e39, a float",
        "d, NaN, missing",
        "b, 2, a boolean",
        "k, 0.5, an int"
    })
    void numbersThatDoNotFitAreRefusedByFieldRowAndValue(
            String field, double value, String expected) {
        assertRefused(field, numbers(value), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "s, '', missing",
        "e, rigth, the nearest is 'right'",
        "e, '', missing",
        "o, middle, 2 symbols",
        "a, '', missing",
        "a, '[1, \"x\"]', JSON",
        "a, '[1,', JSON",
        "m, '{\"z\": \"no\"}', JSON"
    })
    void textsThatDoNotFitAreRefusedByFieldRowAndValue(
            String field, String value, String expected) {
        assertRefused(field, strings(value), expected);
    }

    @Test
    void anArrayOfNumbersIsARowOfAMatrixInAndOut() {
        String halves =
                """
                {"input": {"type": "array", "items": "int"},
                 "output": {"type": "array", "items": "float"},
                 "action": {"a.map": ["input", {"params": [{"x": "int"}], "ret": "float",
                                                "do": {"cast.float": {"/": ["x", 2]}}}]}}
                """;
        try (Workbench bench = Workbench.of(directory, halves)) {
            assertThat(bench.signature().columnar()).isFalse();
            assertThat(types(bench.signature().inputs())).isEqualTo("x FLOAT64[-1,-1]");
            assertThat(types(bench.signature().outputs())).isEqualTo("prediction FLOAT32[-1,-1]");
            Tensor answer = get(bench.run(Map.of("x", matrix(2, 2, 1, 2, 3, 4))), "prediction");

            assertThat(answer.shape()).isEqualTo(Shape.of(2, 2));
            assertThat(((NumericTensor) answer).toFloats()).containsExactly(0.5f, 1, 1.5f, 2);
            assertThat(get(bench.run(Map.of("x", matrix(0, 2))), "prediction").shape())
                    .isEqualTo(Shape.of(0, 0));
            assertThatThrownBy(() -> bench.run(Map.of("x", matrix(1, 2, 1, 2.5))))
                    .hasMessageContaining("'x', row 0")
                    .hasMessageContaining("2.5");
        }
    }

    @Test
    void rowsThatAnswerArraysOfDifferentLengthsAreRefused() {
        String document =
                """
                {"input": "int", "output": {"type": "array", "items": "int"},
                 "action": {"a.subseq": [{"type": {"type": "array", "items": "int"},
                                          "value": [5, 6, 7]}, 0, "input"]}}
                """;
        try (Workbench bench = Workbench.of(directory, document)) {
            assertThat(
                            ((NumericTensor)
                                            get(
                                                    bench.run(Map.of("input", numbers(2, 2))),
                                                    "prediction"))
                                    .toInts())
                    .containsExactly(5, 6, 5, 6);
            assertThatThrownBy(() -> bench.run(Map.of("input", numbers(2, 3))))
                    .isInstanceOfSatisfying(
                            ServingException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessageContaining("3 numbers in row 1 and 2 in row 0");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"double\"|\"double\"|input FLOAT64[-1]|prediction FLOAT64[-1]",
                "\"string\"|\"string\"|input STRING[-1]|label STRING[-1]",
                "[\"null\", \"int\"]|[\"null\", \"int\"]|input FLOAT64[-1]|prediction FLOAT64[-1]",
                "\"boolean\"|\"boolean\"|input FLOAT64[-1]|prediction BOOL[-1]",
                "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"a\"]}|\"E\"|input STRING[-1]|label STRING[-1]",
                "{\"type\": \"map\", \"values\": \"int\"}|{\"type\": \"map\", \"values\": \"int\"}|input STRING[-1]|prediction STRING[-1]",
                "[\"int\", \"string\"]|[\"int\", \"string\"]|input STRING[-1]|prediction STRING[-1]"
            })
    void anythingElseIsOneColumn(String input, String output, String inputs, String outputs) {
        String document =
                "{\"input\": %s, \"output\": %s, \"action\": \"input\"}".formatted(input, output);
        try (Workbench bench = Workbench.of(directory, document)) {
            assertThat(types(bench.signature().inputs())).isEqualTo(inputs);
            assertThat(types(bench.signature().outputs())).isEqualTo(outputs);
        }
    }

    @Test
    void unionsTravelAsAvrosJson() {
        String document =
                """
                {"input": ["int", "string"], "output": ["int", "string"], "action": "input"}
                """;
        try (Workbench bench = Workbench.of(directory, document)) {
            String[] both = {"{\"int\":3}", "{\"string\":\"three\"}"};

            assertThat(
                            Workbench.texts(
                                    get(bench.run(Map.of("input", strings(both))), "prediction")))
                    .containsExactly(both);
        }
    }

    private void assertRefused(String field, Tensor value, String expected) {
        try (Workbench bench = Workbench.of(directory, ECHO)) {
            Map<String, Tensor> inputs = row();
            inputs.put(field, value);

            assertThatThrownBy(() -> bench.run(inputs))
                    .isInstanceOfSatisfying(
                            ServingException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessageContaining("column '" + field + "', row 0")
                    .hasMessageContaining(expected);
        }
    }

    private static Map<String, Tensor> row() {
        Map<String, Tensor> row = new LinkedHashMap<>();
        row.put("i", numbers(-7));
        row.put("l", numbers(9_007_199_254_740_991.0));
        row.put("f", numbers(0.5));
        row.put("d", numbers(1e300));
        row.put("b", numbers(1));
        row.put("s", strings("Grüße \"%s\" {}"));
        row.put("e", strings("right"));
        row.put("y", strings("raw"));
        row.put("n", numbers(2.5));
        row.put("k", numbers(3));
        row.put("t", strings("there"));
        row.put("o", strings("left"));
        row.put("a", strings("[1, 2.5]"));
        row.put("m", strings("{\"z\": 1}"));
        return row;
    }

    private static Tensor matrix(int rows, int columns, double... values) {
        return NumericTensor.ofDoubles(Workbench.MEMORY, Shape.of(rows, columns), values);
    }

    private static Tensor get(Map<String, Tensor> tensors, String name) {
        assertThat(tensors).containsKey(name);
        return tensors.get(name);
    }

    private static String types(List<TensorSpec> specs) {
        return String.join(
                ", ",
                specs.stream()
                        .map(spec ->
                                "%s %s%s".formatted(spec.name(), spec.dataType(), spec.shape()))
                        .toList());
    }
}

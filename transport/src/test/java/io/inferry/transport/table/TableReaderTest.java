package io.inferry.transport.table;

import static io.inferry.transport.table.Passengers.json;
import static io.inferry.transport.table.Passengers.shown;
import static io.inferry.transport.table.Passengers.signature;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.CountingMemory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TableReaderTest {
    private final CountingMemory memory = new CountingMemory();
    private final TableReader table = new TableReader(signature(), memory);
    private final TableReader lenient = new TableReader(signature("age", "sex", "fare"), memory);

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(memory.usedBytes()).isZero();
    }

    @Test
    void recordsBecomeOneTensorPerColumn() {
        Map<String, Tensor> tensors =
                table.records(
                        json(
                                """
                                [{"age": 39, "sex": "male", "fare": 7.25},
                                 {"fare": 71.3, "sex": "female", "age": 38.5}]\
                                """));
        assertThat(tensors.get("age").shape().toArray()).containsExactly(2);
        assertThat(shown(tensors))
                .isEqualTo("age=[39.0, 38.5] sex=[male, female] fare=[7.25, 71.3]");
    }

    @Test
    void manyRowsKeepTheirOrder() {
        var text = new StringBuilder("[");
        for (int row = 0; row < 1_000; row++) {
            text.append(row == 0 ? "" : ",")
                    .append("{\"age\":%d,\"fare\":%d.5,\"sex\":\"s%d\"}".formatted(row, row, row));
        }
        Map<String, Tensor> tensors = table.records(json(text.append(']').toString()));
        assertThat(shown(tensors))
                .startsWith("age=[0.0, 1.0, 2.0")
                .contains("998.0, 999.0] sex=[s0, s1", "s998, s999] fare=[0.5, 1.5")
                .endsWith("998.5, 999.5]");
    }

    @Test
    void nullNaNAndTheEmptyTextAreMissing() {
        assertThat(
                        shown(
                                table.records(
                                        json(
                                                """
                                                [{"age": null, "sex": null, "fare": NaN},
                                                 {"age": "", "sex": "", "fare": "nan"},
                                                 {"age": 1, "sex": NaN, "fare": " "}]\
                                                """))))
                .isEqualTo("age=[NaN, NaN, 1.0] sex=[, , ] fare=[NaN, NaN, NaN]");
    }

    @Test
    void valuesOfOtherTypesAreReadAsTheColumnHasThem() {
        assertThat(
                        shown(
                                table.records(
                                        json(
                                                """
                                                [{"age": true, "sex": 1.50, "fare": "3.5"},
                                                 {"age": [4], "sex": false, "fare": ["-1e2"]}]\
                                                """))))
                .isEqualTo("age=[1.0, 4.0] sex=[1.50, false] fare=[3.5, -100.0]");
    }

    @Test
    void columnsThatMayBeAbsentAreMissingInTheRowsWithoutThem() {
        assertThat(shown(lenient.records(json("[{\"age\": 1}, {}, {\"sex\": \"f\"}]"))))
                .isEqualTo("age=[1.0, NaN, NaN] sex=[, , f] fare=[NaN, NaN, NaN]");
        assertThat(shown(lenient.columns(json("{\"fare\": [1, 2]}"))))
                .isEqualTo("age=[NaN, NaN] sex=[, ] fare=[1.0, 2.0]");
        assertThat(shown(lenient.rows(List.of("sex"), json("[[\"f\"]]"))))
                .isEqualTo("age=[NaN] sex=[f] fare=[NaN]");
        assertThat(shown(lenient.csv(Bytes.utf8("fare\n7"), CsvHead.NAMES)))
                .isEqualTo("age=[NaN] sex=[] fare=[7.0]");
    }

    @Test
    void aNameIsTheSameHoweverItIsEscaped() {
        assertThat(
                        shown(
                                table.records(
                                        json(
                                                "[{\"\\u0061ge\":1,\"sex\":\"m\",\"fare\":2},"
                                                        + "{\"age\":3,\"s\\u0065x\":\"f\",\"fare\":4}]"))))
                .isEqualTo("age=[1.0, 3.0] sex=[m, f] fare=[2.0, 4.0]");
        var quoted =
                new Signature(
                        "columns",
                        List.of(Passengers.numbers("a\"b"), Passengers.numbers("é")),
                        List.of(),
                        Signature.PREDICT,
                        Set.of(),
                        true);
        assertThat(
                        shown(
                                new TableReader(quoted, memory)
                                        .records(json("[{\"a\\\"b\": 1, \"é\": 2}]"))))
                .isEqualTo("a\"b=[1.0] é=[2.0]");
    }

    @Test
    void aSplitFrameMayHaveItsPartsInAnyOrder() {
        String expected = "age=[39.0, 5.0] sex=[male, f] fare=[NaN, 2.0]";
        assertThat(
                        shown(
                                table.split(
                                        json(
                                                """
                                                {"index": [0, 1], "columns": ["sex", "age", "fare"],
                                                 "data": [["male", 39, null], ["f", 5, 2]]}\
                                                """))))
                .isEqualTo(expected);
        assertThat(
                        shown(
                                table.split(
                                        json(
                                                """
                                                {"data": [["male", 39, null], ["f", 5, 2]],
                                                 "columns": ["sex", "age", "fare"]}\
                                                """))))
                .isEqualTo(expected);
        assertThat(
                        shown(
                                table.split(
                                        json(
                                                """
                                                {"data": [[39, "male", null], [5, "f", 2]]}\
                                                """))))
                .isEqualTo(expected);
    }

    @Test
    void columnsComeInAnyOrderAndTheirValuesInListsOfOneToo() {
        assertThat(
                        shown(
                                table.columns(
                                        json(
                                                """
                                                {"sex": ["m", ["f"]], "fare": [[1], [null]],
                                                 "age": ["2", 3]}\
                                                """))))
                .isEqualTo("age=[2.0, 3.0] sex=[m, f] fare=[1.0, NaN]");
    }

    @Test
    void aReaderIsLeftBehindTheTable() {
        var document = json("{\"instances\": [{\"age\":1,\"sex\":\"m\",\"fare\":2}], \"x\": 7}");
        document.beginObject();
        document.nextName();
        table.records(document).values().forEach(Tensor::close);
        assertThat(document.nextName()).isEqualTo("x");
        assertThat(document.longNumber()).isEqualTo(7);
    }
}

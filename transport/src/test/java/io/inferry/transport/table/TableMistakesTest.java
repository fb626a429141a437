package io.inferry.transport.table;

import static io.inferry.transport.table.Passengers.json;
import static io.inferry.transport.table.Passengers.shown;
import static io.inferry.transport.table.Passengers.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.CountingMemory;
import io.inferry.transport.json.JsonSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of tables that do not fit, and how little a few bytes can ask for. */
final class TableMistakesTest {
    private final CountingMemory memory = new CountingMemory();
    private final TableReader table = new TableReader(signature("fare"), memory);

    @AfterEach
    void nothingIsKept() {
        assertThat(memory.usedBytes()).isZero();
    }

    private static void refused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                              | records are a list of objects, found {}
                    []                                              | the table has no rows
                    [3]                                             | row 0: an object is expected, found 3
                    [{"age":1,"sex":"m"},[]]                        | row 1: an object is expected, found []
                    [{"age":1,"sex":"m"},{"sex":"m"}]               | row 1 has no 'age'
                    [{"age":1,"sex":"m","sexe":"m"}]                | row 0: column 'sexe' is not one of the 3 of signature 'columns'; the nearest is 'sex'
                    [{"age":1,"sex":"m","age":2}]                   | row 0 has 'age' twice
                    [{"age":1,"sex":"m"},{"age":"1x","sex":"m"}]    | column 'age', row 1: '1x' is not a number
                    [{"age":"0x1p3","sex":"m"}]                     | column 'age', row 0: '0x1p3' is not a number
                    [{"age":"5d","sex":"m"}]                        | column 'age', row 0: '5d' is not a number
                    [{"age":"-","sex":"m"}]                         | column 'age', row 0: '-' is not a number
                    [{"age":[],"sex":"m"}]                          | column 'age', row 0: one value is expected, found an empty list
                    [{"age":[1,2],"sex":"m"}]                       | column 'age', row 0: one value is expected, found a list of several
                    [{"age":[[1]],"sex":"m"}]                       | column 'age', row 0: one value is expected, found [1]
                    [{"age":1,"sex":{"b64":""}}]                    | column 'sex', row 0: one value is expected, found {"b64":""}
                    """)
    void recordsThatDoNotFit(String document, String message) {
        refused(() -> table.records(json(document)), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    []                                               | a split frame is an object, found []
                    {"columns":["age","sex"]}                        | the frame has no 'data'
                    {"columns":"age","data":[]}                      | 'columns' is a list of names, found "age"
                    {"columns":["age",null],"data":[]}               | 'columns' is a list of names, it has null
                    {"columns":["age","sex"],"columns":[],"data":[]} | the frame has 'columns' twice
                    {"columns":["age","age"],"data":[]}              | column 'age' is named twice
                    {"columns":["age","six"],"data":[]}              | column 'six' is not one of the 3 of signature 'columns'; the nearest is 'sex'
                    {"columns":["age",5],"data":[]}                  | column '5' is not one of the 3 of signature 'columns'; the nearest is 'age'
                    {"columns":["fare"],"data":[[1]]}                | the table lacks columns that signature 'columns' needs: 'age', 'sex'
                    {"columns":["age","sex"],"data":{}}              | rows are a list of lists, found {}
                    {"columns":["age","sex"],"data":[]}              | the table has no rows
                    {"columns":["age","sex"],"data":[1]}             | row 0: a list is expected, found 1
                    {"columns":["age","sex"],"data":[[1]]}           | row 0 has 1 values, there are 2 columns
                    {"columns":["age","sex"],"data":[[1,"m"],[1,"m",2]]} | row 1 has more values than the 2 columns
                    {"data":[[1,"m"]]}                               | row 0 has 2 values, there are 3 columns
                    """)
    void framesThatDoNotFit(String document, String message) {
        refused(() -> table.split(json(document)), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    []                                 | columns are an object of lists, found []
                    {}                                 | the table lacks columns that signature 'columns' needs: 'age', 'sex'
                    {"age":[1]}                        | the table lacks columns that signature 'columns' needs: 'sex'
                    {"age":1,"sex":["m"]}              | column 'age': a list is expected, found 1
                    {"age":[1],"age":[1]}              | column 'age' is there twice
                    {"aeg":[1]}                        | column 'aeg' is not one of the 3 of signature 'columns'; the nearest is 'age'
                    {"age":[1,2],"sex":["m"]}          | columns differ in length: 'age' has 2 rows, 'sex' has 1
                    {"age":[1],"sex":["m","f"]}        | columns differ in length: 'age' has 1 rows, 'sex' has more
                    {"age":[],"sex":[]}                | the table has no rows
                    """)
    void columnsThatDoNotFit(String document, String message) {
        refused(() -> table.columns(json(document)), message);
    }

    @Test
    void whatIsNoJsonIsSaidToBeNone() {
        assertThatThrownBy(() -> table.records(json("[{\"age\":1,\"sex\":\"m\"} {")))
                .isInstanceOf(JsonSyntaxException.class);
        assertThatThrownBy(() -> table.records(json("[{\"age\"1}]")))
                .isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void longTextsAreCutInErrors() {
        String name = "x".repeat(1 << 20);
        assertThatThrownBy(() -> table.records(json("[{\"" + name + "\": 1}]")))
                .message()
                .hasSizeLessThan(400);
        assertThatThrownBy(() -> table.records(json("[{\"age\": \"" + name + "\"}]")))
                .message()
                .hasSizeLessThan(400);
        assertThatThrownBy(() -> table.records(json("[{\"age\": " + "[".repeat(1 << 20))))
                .message()
                .hasSizeLessThan(400);
    }

    @Test
    void aFewBytesCannotAskForVeryManyCells() {
        TableReader wide = new TableReader(wide(10_000), memory);
        String rows = "[" + "{},".repeat(100_000) + "{}]";

        assertThatThrownBy(() -> wide.records(json(rows)))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED))
                .hasMessageStartingWith("a table of 10000 columns and ");
        String list = "{\"c0\": [" + "0,".repeat(100_000) + "0]}";
        assertThatThrownBy(() -> wide.columns(json(list)))
                .hasMessageStartingWith("a table of 10000 columns and ");
        assertThatThrownBy(
                        () -> wide.csv(Bytes.utf8("c0\n" + "0\n".repeat(100_000)), CsvHead.NAMES))
                .hasMessageStartingWith("a table of 10000 columns and ");
    }

    @Test
    void aHundredThousandColumnsAreFine() {
        TableReader wide = new TableReader(wide(100_000), memory);
        String row =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "\"c" + i + "\":" + i)
                        .collect(Collectors.joining(",", "[{", "}]"));
        Map<String, Tensor> read = wide.records(json(row));
        assertThat(shown(Map.of("c99999", read.remove("c99999")))).isEqualTo("c99999=[99999.0]");
        read.values().forEach(Tensor::close);
        assertThatThrownBy(() -> wide.records(json("[{\"c1000000\": 1}]")))
                .hasMessage(
                        "row 0: column 'c1000000' is not one of the 100000 of signature 'wide'");
    }

    private static Signature wide(int columns) {
        List<TensorSpec> inputs =
                IntStream.range(0, columns).mapToObj(i -> Passengers.numbers("c" + i)).toList();
        Set<String> names = inputs.stream().map(TensorSpec::name).collect(Collectors.toSet());
        return new Signature("wide", inputs, List.of(), Signature.PREDICT, names, true);
    }
}

package io.inferry.transport.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.tensor.DataType;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonElementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 7",
                "7.0 | 7",
                "-0.50 | -0.5",
                "1e3 | 1000",
                "18446744073709551615 | 18446744073709551615",
                "100000000000000000000 | 100000000000000000000",
                "true | true",
                "\"zw\\u00f6lf\" | zwölf",
                "{\"b64\": \"YWI=\"} | ab",
                "[[[3, 4], [5, 6]]] | 3",
                "[\"a\", 1] | a",
            })
    void aValueWithoutDtypeIsReadAsItIsWritten(String json, String text) {
        assertThat(JsonElement.of(reader(json + " "))).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[[], 1]", "null", "{}", "{\"a\": 1}", ""})
    void whatHasNoElementsIsAbsent(String json) {
        assertThat(JsonElement.of(reader("[" + json + "]"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FLOAT32 | 7 | 7",
                "FLOAT32 | 0.1000000000001 | 0.1",
                "FLOAT64 | 0.1000000000001 | 0.1000000000001",
                "FLOAT16 | 0.5 | 0.5",
                "BFLOAT16 | 0.5 | 0.5",
                "INT8 | -7 | -7",
                "UINT64 | 18446744073709551615 | 18446744073709551615",
                "BOOL | 1 | true",
                "BOOL | false | false",
                "STRING | \"a\" | a",
            })
    void aValueOfADtypeIsReadAsTheTensorWillBe(DataType type, String json, String text) {
        assertThat(JsonElement.of(reader("[[" + json + "]]"), type)).contains(text);
    }

    @Test
    void aNumberAtTheEndMayBeCutAndIsAbsent() {
        assertThat(JsonElement.of(reader("[12"))).isEmpty();
        assertThat(JsonElement.of(reader("[12"), DataType.INT32)).isEmpty();
    }

    private static JsonReader reader(String json) {
        return new JsonReader(Bytes.utf8(json));
    }
}

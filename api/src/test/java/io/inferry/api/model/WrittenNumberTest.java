package io.inferry.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNumberTest {
    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "' -2.5 ', -2.5",
        "1e3, 1000",
        "+.5, 0.5",
        "5., 5",
        "nan, NaN",
        "-inf, -Infinity",
        "Infinity, Infinity",
        "'', NaN",
        "' ', NaN"
    })
    void numbersAsFilesAndPythonWriteThem(String text, Double number) {
        assertThat(WrittenNumber.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5f", "5d", "0x10", "0x1p3", "1,5", "abc", "1e", "--1", "N a N"})
    void whatOnlyJavaTakesForANumberIsNone(String text) {
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> WrittenNumber.parse(text));
    }
}

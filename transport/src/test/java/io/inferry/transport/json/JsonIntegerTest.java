package io.inferry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers are exact or refused. */
final class JsonIntegerTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 999_999_999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE})
    void int64IsExact(long value) {
        assertThat(JsonReaderTest.reader(Long.toString(value)).longNumber()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "18446744073709551616",
                "100000000000000000000",
                "1.0",
                "1e2",
                "NaN",
                "Infinity"
            })
    void whatIsNoInt64IsRefused(String text) {
        assertThatThrownBy(() -> JsonReaderTest.reader(text).longNumber())
                .isInstanceOf(JsonTypeException.class)
                .hasMessage("expected an int64, found " + text + " at offset 0");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "9223372036854775808,-9223372036854775808",
        "18446744073709551615,-1",
        "18446744073709551610,-6"
    })
    void uint64IsExact(String text, long bits) {
        assertThat(JsonReaderTest.reader(text).unsignedLongNumber()).isEqualTo(bits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551616", "18446744073709551620", "-1", "0.0"})
    void whatIsNoUint64IsRefused(String text) {
        assertThatThrownBy(() -> JsonReaderTest.reader(text).unsignedLongNumber())
                .isInstanceOf(JsonTypeException.class)
                .hasMessageStartingWith("expected a uint64, found " + text);
    }

    @Test
    void anIntegerIsKnownByItsSpelling() {
        assertThat(JsonReaderTest.reader("2").numberIsInteger()).isTrue();
        assertThat(JsonReaderTest.reader("2.0").numberIsInteger()).isFalse();
        assertThat(JsonReaderTest.reader("2e0").numberIsInteger()).isFalse();
        assertThat(JsonReaderTest.reader("NaN").numberIsInteger()).isFalse();
    }

    @Test
    void namelessNumbersAreNumbers() {
        assertThat(JsonReaderTest.reader("NaN").floatNumber()).isNaN();
        assertThat(JsonReaderTest.reader("-Infinity").doubleNumber())
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(JsonReaderTest.reader("Inf").floatNumber()).isEqualTo(Float.POSITIVE_INFINITY);
    }
}

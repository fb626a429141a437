package io.inferry.transport.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a=1 1",
                "b=2&a=1 1",
                "a=1&a=2 1",
                "b&a=1&c 1",
                "aa=3&ba=2&a=1 1",
                "a=b=c b=c",
                "a=x+y x+y",
                "a=%C3%A9%26 é&",
                "%61=1 1",
                "bad%=1&a=2 2",
                "=0&&a=3 3",
            })
    void theFirstValueIsDecoded(String query, String value) {
        assertThat(QueryText.value(query, "a")).contains(value);
    }

    @Test
    void aNameWithoutAValueHasAnEmptyOne() {
        assertThat(QueryText.value("a", "a")).contains("");
        assertThat(QueryText.value("a=&a=1", "a")).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b=a", "A=1", "a=%", "a=%4", "a=%zz", "a=%C3%28&a=1", "a=\u00e9"})
    void whatIsNotThereOrBrokenIsAbsent(String query) {
        assertThat(QueryText.value(query, "a")).isEmpty();
    }
}

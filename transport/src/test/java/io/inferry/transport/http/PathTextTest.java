package io.inferry.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ServingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTextTest {
    @ParameterizedTest
    @CsvSource({"plain, plain", "a%2Fb, a/b", "a+b, a+b", "K%C3%B6ln, Köln", "%25, %"})
    void percentSignsAreDecodedAsUtf8AndNothingElseIs(String written, String text) {
        assertThat(PathText.decode(written)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%2", "%zz", "%2x"})
    void aBrokenOneIsRefused(String written) {
        assertThatThrownBy(() -> PathText.decode(written))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining(
                        "'" + written + "' in the path has a broken percent-encoding");
    }
}

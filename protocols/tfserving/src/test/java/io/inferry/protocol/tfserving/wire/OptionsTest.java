package io.inferry.protocol.tfserving.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutOptionsUpstreamsDefaultsHold() {
        assertThat(Options.parse(Map.of())).isEqualTo(new Options(false, 30_000));
    }

    @Test
    void optionsAreRead() {
        assertThat(Options.parse(Map.of("cors", "true", "timeout_ms", "0")))
                .isEqualTo(new Options(true, 0));
    }

    @Test
    void unknownKeysAndValuesAreNamed() {
        assertThatThrownBy(() -> Options.parse(Map.of("corz", "true")))
                .hasMessage("tfserving has no option 'corz', only [cors, timeout_ms]");
        assertThatThrownBy(() -> Options.parse(Map.of("cors", "yes")))
                .hasMessage("tfserving option 'cors' must be true or false, was 'yes'");
        assertThatThrownBy(() -> Options.parse(Map.of("timeout_ms", "-1")))
                .hasMessageContaining("milliseconds from 0 on, was '-1'");
    }
}

package io.inferry.protocol.tfserving.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutOptionsUpstreamsDefaultsHold() {
        assertThat(Options.parse(Map.of()))
                .isEqualTo(new Options(false, 30_000, false, "", TensorForm.TYPED, false));
    }

    @Test
    void optionsAreRead() {
        assertThat(
                        Options.parse(
                                Map.of(
                                        "cors", "true",
                                        "timeout_ms", "0",
                                        "signature_method_name_check", "true",
                                        "prometheus_path", "/metrics",
                                        "serialization_as_tensor_content", "true",
                                        "grpc_health", "true")))
                .isEqualTo(new Options(true, 0, true, "/metrics", TensorForm.CONTENT, true));
    }

    @Test
    void unknownKeysAndValuesAreNamed() {
        assertThatThrownBy(() -> Options.parse(Map.of("corz", "true")))
                .hasMessage(
                        "tfserving has no option 'corz', only [cors, flags, grpc_health, prometheus_path,"
                                + " serialization_as_tensor_content,"
                                + " signature_method_name_check, timeout_ms]");
        assertThatThrownBy(() -> Options.parse(Map.of("prometheus_path", "metrics")))
                .hasMessage("tfserving option 'prometheus_path' must begin with /, was 'metrics'");
        assertThatThrownBy(() -> Options.parse(Map.of("cors", "yes")))
                .hasMessage("tfserving option 'cors' must be true or false, was 'yes'");
        assertThatThrownBy(() -> Options.parse(Map.of("timeout_ms", "-1")))
                .hasMessageContaining("milliseconds from 0 on, was '-1'");
    }
}

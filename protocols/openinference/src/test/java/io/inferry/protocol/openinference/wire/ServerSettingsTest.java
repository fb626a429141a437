package io.inferry.protocol.openinference.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {
    @Test
    void nothingConfiguredIsStandard() {
        assertThat(ServerSettings.of(Map.of())).isEqualTo(ServerSettings.STANDARD);
    }

    @Test
    void optionsAreRead() {
        assertThat(ServerSettings.of(Map.of("server_name", "triton", "not_ready_status", "400")))
                .isEqualTo(new ServerSettings("triton", 400));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> ServerSettings.of(Map.of("server_nane", "x")))
                .hasMessageContaining("server_nane")
                .hasMessageContaining("server_name");
        assertThatThrownBy(() -> ServerSettings.of(Map.of("not_ready_status", "200")))
                .hasMessageContaining("'200'");
        assertThatThrownBy(() -> ServerSettings.of(Map.of("not_ready_status", "no")))
                .hasMessageContaining("'no'");
        assertThatThrownBy(() -> ServerSettings.of(Map.of("server_name", " ")))
                .hasMessageContaining("server_name");
    }
}

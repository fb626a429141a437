package io.inferry.protocol.openinference.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
    @Test
    void everyRouteIsFound() {
        assertThat(Route.of("/v2")).contains(new Route.Server());
        assertThat(Route.of("/v2/")).contains(new Route.Server());
        assertThat(Route.of("/v2/health/live")).contains(new Route.Live());
        assertThat(Route.of("/v2/health/ready")).contains(new Route.Ready());
        assertThat(Route.of("/v2/models")).contains(new Route.Models());
        assertThat(Route.of("/v2/models/m")).contains(new Route.Model("m", ""));
        assertThat(Route.of("/v2/models/m/versions/3")).contains(new Route.Model("m", "3"));
        assertThat(Route.of("/v2/models/m/ready")).contains(new Route.ModelReady("m", ""));
        assertThat(Route.of("/v2/models/m/versions/v10/ready"))
                .contains(new Route.ModelReady("m", "v10"));
        assertThat(Route.of("/v2/models/m/infer")).contains(new Route.Infer("m", ""));
        assertThat(Route.of("/v2/models/m/versions/stable/infer"))
                .contains(new Route.Infer("m", "stable"));
    }

    @Test
    void namesAreDecodedAfterTheCut() {
        assertThat(Route.of("/v2/models/a%2Fb%20%C3%BC/infer"))
                .contains(new Route.Infer("a/b ü", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/models/m",
                "/v22",
                "/v2/health",
                "/v2/health/alive",
                "/v2/models/",
                "/v2/models/m/",
                "/v2/models/m/nope",
                "/v2/models/m/versions",
                "/v2/models/m/versions/",
                "/v2/models/m/versions/1/nope",
                "/v2/models/m/versions/1/infer/x",
                "/v2/models/m/infer/x/y",
                "/v2/x/m/infer"
            })
    void otherPathsAreNotOurs(String path) {
        assertThat(Route.of(path)).isEmpty();
    }

    @Test
    void brokenPercentEncodingIsTheCallersMistake() {
        assertThatThrownBy(() -> Route.of("/v2/models/a%2/infer"))
                .hasMessageContaining("broken percent-encoding");
        assertThatThrownBy(() -> Route.of("/v2/models/a%zz")).hasMessageContaining("a%zz");
    }
}

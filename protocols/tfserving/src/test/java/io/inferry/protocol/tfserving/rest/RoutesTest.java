package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelRef;
import io.inferry.protocol.tfserving.examples.ExampleMethod;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    /** Upstream's own pattern for predictions. */
    private static final Pattern UPSTREAM =
            Pattern.compile(
                    "(?i)/v1/models/([^/:]+)(?:(?:/versions/(\\d+))|(?:/labels/([^/:]+)))?:(classify|regress|predict)"
                            // Not upstream's: a query for the rules of traffic.
                            + "(\\?.*)?");

    @Test
    void predictNamesTheModelAndTheVersion() {
        assertThat(Routes.parse("POST", "/v1/models/m:predict"))
                .isEqualTo(new Route.Predict(ModelRef.latest("m")));
        assertThat(Routes.parse("POST", "/v1/models/m/versions/0042:predict"))
                .isEqualTo(new Route.Predict(ModelRef.version("m", 42)));
        assertThat(Routes.parse("POST", "/v1/models/m/labels/stable:predict"))
                .isEqualTo(new Route.Predict(ModelRef.label("m", "stable")));
    }

    @Test
    void classifyAndRegressTakeExamples() {
        assertThat(Routes.parse("POST", "/v1/models/m:classify"))
                .isEqualTo(new Route.Examples(ModelRef.latest("m"), ExampleMethod.CLASSIFY));
        assertThat(Routes.parse("POST", "/v1/models/m/versions/1:regress"))
                .isEqualTo(new Route.Examples(ModelRef.version("m", 1), ExampleMethod.REGRESS));
    }

    @Test
    void statusLooksAtTheNumberAndNotAtTheLabel() {
        assertThat(Routes.parse("GET", "/v1/models/m"))
                .isEqualTo(new Route.Status("m", OptionalLong.empty()));
        assertThat(Routes.parse("GET", "/v1/models/m/versions/3"))
                .isEqualTo(new Route.Status("m", OptionalLong.of(3)));
        assertThat(Routes.parse("GET", "/v1/models/m/labels/stable"))
                .isEqualTo(new Route.Status("m", OptionalLong.empty()));
    }

    @Test
    void metadataResolvesNumberAndLabel() {
        assertThat(Routes.parse("GET", "/v1/models/m/metadata"))
                .isEqualTo(new Route.Metadata(ModelRef.latest("m")));
        assertThat(Routes.parse("GET", "/v1/models/m/versions/3/metadata"))
                .isEqualTo(new Route.Metadata(ModelRef.version("m", 3)));
        assertThat(Routes.parse("GET", "/v1/models/m/labels/x/metadata"))
                .isEqualTo(new Route.Metadata(ModelRef.label("m", "x")));
        assertThat(Routes.parse("GET", "/v1/models/metadata"))
                .isEqualTo(new Route.Status("metadata", OptionalLong.empty()));
        assertThat(Routes.parse("GET", "/v1/models/m/METADATA"))
                .isEqualTo(new Route.Status("m", OptionalLong.empty()));
    }

    @Test
    void pathsMatchInAnyCaseButTheMethodDoesNot() {
        assertThat(Routes.parse("POST", "/V1/Models/m/Versions/7:predict"))
                .isEqualTo(new Route.Predict(ModelRef.version("m", 7)));
        assertThatThrownBy(() -> Routes.parse("POST", "/v1/models/m:PREDICT"))
                .hasMessage("Malformed request: POST /v1/models/m:PREDICT");
        assertThat(Routes.covers("/V1/anything")).isTrue();
        assertThat(Routes.covers("/v1")).isFalse();
        assertThat(Routes.covers("/index")).isFalse();
    }

    @Test
    void namesAndLabelsArePercentDecoded() {
        assertThat(Routes.parse("POST", "/v1/models/a%2Fb%3Ac/labels/d%2Fe%3a:predict"))
                .isEqualTo(new Route.Predict(ModelRef.label("a/b:c", "d/e:")));
        assertThat(Routes.parse("GET", "/v1/models/%C3%A9+%zz%"))
                .isEqualTo(new Route.Status("é+%zz%", OptionalLong.empty()));
    }

    @Test
    void theQueryIsPartOfTheName() {
        assertThat(Routes.parse("GET", "/v1/models/foo?x=1"))
                .isEqualTo(new Route.Status("foo?x=1", OptionalLong.empty()));
    }

    @Test
    void aQueryBehindThePredictionIsLeftToTheRulesOfTraffic() {
        assertThat(Routes.parse("POST", "/v1/models/foo:predict?user=a/b:c"))
                .isEqualTo(new Route.Predict(ModelRef.latest("foo")));
        assertThat(Routes.parse("POST", "/v1/models/foo/versions/1:regress?"))
                .isEqualTo(new Route.Examples(ModelRef.version("foo", 1), ExampleMethod.REGRESS));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/foo",
        "POST,/v1/foo",
        "POST,/v1/models",
        "POST,/v1/models/",
        "POST,/v1/models/:predict",
        "GET,/v1/models/",
        "GET,/v1/models/foo:predict",
        "GET,/v1/models/foo/version/50:predict",
        "POST,/v1/models/foo/version/50:regress",
        "POST,/v1/models/foo/versions/HELLO:regress",
        "POST,/v1/models/foo/versions/:predict",
        "POST,/v1/models/foo/labels/:predict",
        "POST,/v1/models/foo/versions/1/labels/a:predict",
        "POST,/v1/models/foo:predict/?x=1",
        "POST,/v1/models/foo:predict/",
        "POST,/v1/models/foo",
        "POST,/v1/models/foo/metadata",
        "PUT,/v1/models/foo",
        "DELETE,/v1/models/foo",
        "HEAD,/v1/models/foo",
        "PATCH,/v1/models/foo:predict",
    })
    void whatMatchesNoRouteIsMalformed(String method, String target) {
        assertThatThrownBy(() -> Routes.parse(method, target))
                .isInstanceOf(ServingException.class)
                .hasMessage("Malformed request: " + method + " " + target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/v1/models/versions/1", "/V1/MODELS"})
    void aModelMustBeNamed(String target) {
        assertThatThrownBy(() -> Routes.parse("GET", target))
                .hasMessage("Missing model name in request.");
    }

    @Test
    void versionsMustFitALong() {
        assertThatThrownBy(() ->
                        Routes.parse("POST", "/v1/models/m/versions/18446744073709551615:predict"))
                .hasMessage("Failed to convert version: 18446744073709551615 to numeric.");
        assertThatThrownBy(() -> Routes.parse("GET", "/v1/models/m/versions/9223372036854775808"))
                .hasMessage("Failed to convert version: 9223372036854775808 to numeric.");
    }

    @Test
    void theMatcherByHandTakesWhatUpstreamsPatternTakes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] pieces = {
            "/v1/models",
            "/",
            "m",
            ":",
            "versions",
            "labels",
            "12",
            "predict",
            "regress",
            "?",
            "%2F",
            "V1"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder target = new StringBuilder(random.nextInt(4) == 0 ? "" : "/v1/models/");
            for (int k = random.nextInt(8); k >= 0; k--) {
                target.append(pieces[random.nextInt(pieces.length)]);
            }
            String path = target.toString();
            assertThat(matches(path))
                    .as("%s (seed %d)", path, seed)
                    .isEqualTo(UPSTREAM.matcher(path).matches());
        }
    }

    private static boolean matches(String path) {
        try {
            Routes.parse("POST", path);
            return true;
        } catch (ServingException e) {
            return !e.text().startsWith("Malformed");
        }
    }
}

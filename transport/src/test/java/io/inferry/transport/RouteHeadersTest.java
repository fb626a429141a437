package io.inferry.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.inference.Exchange;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.Assignment.Cause;
import io.inferry.transport.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RouteHeadersTest {
    private static final HttpResponse RESPONSE = HttpResponse.text(200, "yes");

    private static String told(Cause cause, String rule, VersionChoice target) {
        Exchange exchange = Exchange.begin("test");
        exchange.assigned(new Assignment("ab-1", cause, rule, target, 1, false));
        exchange.routed(new ModelId("m", 2));
        return RouteHeaders.on(RESPONSE, exchange).headers().stream()
                .map(header -> header.name() + "=" + header.value())
                .collect(Collectors.joining("|"));
    }

    @Test
    void undividedTrafficLeavesTheResponseAsItIs() {
        assertThat(RouteHeaders.on(RESPONSE, Exchange.begin("test"))).isSameAs(RESPONSE);
    }

    @Test
    void everyCauseHasItsRoute() {
        String start = "x-inferry-request-id=ab-1|x-inferry-model-version=2|x-inferry-route=";
        VersionChoice two = new VersionChoice.Exact(2);

        assertThat(told(Cause.RULE, "beta", two)).isEqualTo(start + "rule/beta");
        assertThat(told(Cause.SPLIT, "", two)).isEqualTo(start + "split");
        assertThat(told(Cause.HOLDOUT, "", two)).isEqualTo(start + "holdout");
        assertThat(told(Cause.OVERRIDE, "", two)).isEqualTo(start + "override");
        assertThat(told(Cause.LATEST, "", VersionChoice.LATEST)).isEqualTo(start + "latest");
        assertThat(told(Cause.EXPERIMENT, "m-v2", two))
                .isEqualTo(start + "experiment|x-inferry-experiment=m-v2|x-inferry-arm=version 2");
    }

    @Test
    void namesThatAreNotVisibleAsciiAreEncoded() {
        assertThat(told(Cause.RULE, "a\r\nb%\u007f\u00e9 c", VersionChoice.LATEST))
                .endsWith("x-inferry-route=rule/a%0D%0Ab%25%7F%C3%A9 c");
        assertThat(told(Cause.EXPERIMENT, "e", new VersionChoice.Label("l\n")))
                .endsWith("x-inferry-arm=label l%0A");
    }

    @Test
    void theResponsesOwnHeadersStay() {
        var own = new HttpResponse.Header("Retry-After", "1");
        var response = new HttpResponse(503, "", List.of(own), RESPONSE.body());
        Exchange exchange = Exchange.begin("test");
        exchange.assigned(new Assignment("ab-1", Cause.SPLIT, "", VersionChoice.LATEST, 1, false));

        HttpResponse routed = RouteHeaders.on(response, exchange);

        assertThat(routed.status()).isEqualTo(503);
        assertThat(routed.headers()).hasSize(3).startsWith(own);
    }
}

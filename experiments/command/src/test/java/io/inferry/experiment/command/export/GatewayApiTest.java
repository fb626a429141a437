package io.inferry.experiment.command.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.experiment.command.Shell;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayApiTest {
    private static final String HALVES =
            "  route: [{version: 1, weight: 50}, {version: 2, weight: 50}]\n";

    @TempDir private Path directory;

    @Test
    void rulesAndSplitBecomeAnHttpRouteToAServiceForEachVersion() throws IOException {
        Shell shell =
                new Exporting(directory)
                        .run(
                                Exporting.resource("digits.yaml"),
                                "--gateway-api",
                                "--gateway=infra/public",
                                "--host=models.example.com",
                                "--namespace=prod",
                                "--port=80");

        assertThat(shell.out()).isEqualTo(Exporting.resource("digits.gateway.yaml"));
        assertThat(KnownFields.read(shell.out())).hasSize(1);
    }

    @Test
    void withoutAGatewayTheRouteHoldsForAServiceOfTheMesh() throws IOException {
        JsonNode spec =
                new Exporting(directory)
                        .resources("traffic:\n" + HALVES, "--gateway-api")
                        .getFirst()
                        .path("spec");

        assertThat(spec.path("parentRefs").toString())
                .isEqualTo("[{\"group\":\"\",\"kind\":\"Service\",\"name\":\"digits\"}]");
        assertThat(spec.has("hostnames")).isFalse();
        assertThat(spec.at("/rules/0/backendRefs/0/port").asInt()).isEqualTo(8080);
    }

    @Test
    void weightsKeepTheirFractionsInALargerSum() throws IOException {
        JsonNode backends =
                new Exporting(directory)
                        .resources(
                                "traffic:\n  route: [{version: 1, weight: 99.95}, {version: 2, weight: 0.05}]\n",
                                "--gateway-api")
                        .getFirst()
                        .at("/spec/rules/0/backendRefs");

        assertThat(backends.at("/0/weight").asInt()).isEqualTo(9995);
        assertThat(backends.at("/1/weight").asInt()).isEqualTo(5);
    }

    @Test
    void patternsAreAnchoredAndSaidToBeUpToTheImplementation() throws IOException {
        String rules =
                """
                traffic:
                  rules:
                    - match: [{headers: {x-a: {prefix: "v1."}}, query: {q: {regex: "a|b"}}}]
                      route: [{version: 2, weight: 100}]
                """;
        JsonNode match =
                new Exporting(directory)
                        .resources(rules + HALVES, "--gateway-api")
                        .getFirst()
                        .at("/spec/rules/0/matches/0");

        assertThat(match.at("/headers/0/value").asText()).isEqualTo("^(?:v1\\..*)$");
        assertThat(match.at("/queryParams/0/value").asText()).isEqualTo("^(?:a|b)$");
        assertThat(new Exporting(directory).run(rules + HALVES, "--gateway-api").out())
                .contains("# patterns: RegularExpression is up to the implementation");
    }

    @Test
    void shadowsAreMirrorFiltersOfEveryRule() throws IOException {
        JsonNode filters =
                new Exporting(directory)
                        .resources(
                                "traffic:\n  shadows: [{version: 3, percent: 10}, {version: 4, percent: 0.5}]\n"
                                        + HALVES,
                                "--gateway-api")
                        .getFirst()
                        .at("/spec/rules/0/filters");

        assertThat(filters.at("/0/requestMirror/backendRef/name").asText()).isEqualTo("digits-v3");
        assertThat(filters.at("/0/requestMirror/percent").asInt()).isEqualTo(10);
        assertThat(filters.at("/1/requestMirror/fraction").toString())
                .isEqualTo("{\"numerator\":5000,\"denominator\":1000000}");
    }

    @Test
    void anOrderThatItsPrecedenceWouldTurnIsRefused() throws IOException {
        String rules =
                """
                traffic:
                  rules:
                    - {name: wide, match: [{query: {q: a}}], route: [{version: 1, weight: 100}]}
                    - {name: narrow, match: [{headers: {x-a: b}}], route: [{version: 2, weight: 100}]}
                """;
        Shell shell = new Exporting(directory).run(rules + HALVES, "--gateway-api");

        assertThat(shell.status()).isEqualTo(5);
        assertThat(shell.err()).contains("the order of rules 'wide' and 'narrow'");
    }

    @Test
    void stickyIsRefusedUnlessLenient() throws IOException {
        String sticky = "traffic:\n  sticky: {header: x-user}\n" + HALVES;

        Shell refused = new Exporting(directory).run(sticky, "--gateway-api");
        assertThat(refused.status()).isEqualTo(5);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("sticky by header x-user");

        Shell lenient = new Exporting(directory).run(sticky, "--gateway-api", "--lenient");
        assertThat(lenient.status()).isZero();
        assertThat(lenient.out()).startsWith("# LEFT OUT: sticky by header x-user");
    }

    @Test
    void moreRulesThanTheApiTakesAreRefused() throws IOException {
        StringBuilder rules = new StringBuilder("traffic:\n  rules:\n");
        for (int i = 0; i < 16; i++) {
            rules.append(
                    "    - {match: [{headers: {x-a: t%d}}], route: [{version: 1, weight: 100}]}\n"
                            .formatted(i));
        }
        Shell shell = new Exporting(directory).run(rules + HALVES, "--gateway-api");

        assertThat(shell.status()).isEqualTo(5);
        assertThat(shell.err()).contains("at most 16 rules");
    }
}

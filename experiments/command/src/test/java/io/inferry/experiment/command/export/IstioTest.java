package io.inferry.experiment.command.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.experiment.command.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IstioTest {
    private static final String HALVES =
            "  route: [{version: 1, weight: 50}, {version: 2, weight: 50}]\n";

    @TempDir private Path directory;

    @Test
    void rulesAndSplitBecomeAVirtualServiceAndItsSubsets() throws IOException {
        Shell shell = new Exporting(directory).run(Exporting.resource("digits.yaml"), "--istio");

        assertThat(shell.out()).isEqualTo(Exporting.resource("digits.istio.yaml"));
        assertThat(KnownFields.read(shell.out())).hasSize(2);
    }

    @Test
    void whereItLivesIsSaidByOptions() throws IOException {
        List<JsonNode> resources =
                new Exporting(directory)
                        .resources(
                                "traffic:\n" + HALVES,
                                "--istio",
                                "--namespace=prod",
                                "--host=models.example.com",
                                "--service-prefix=digits-pods",
                                "--port=8080",
                                "--gateway=infra/public");

        JsonNode spec = resources.getFirst().path("spec");
        assertThat(resources.getFirst().path("metadata").path("namespace").asText())
                .isEqualTo("prod");
        assertThat(spec.path("hosts").toString()).isEqualTo("[\"models.example.com\"]");
        assertThat(spec.path("gateways").toString()).isEqualTo("[\"infra/public\",\"mesh\"]");
        assertThat(spec.at("/http/0/route/0/destination").toString())
                .isEqualTo(
                        "{\"host\":\"digits-pods\",\"subset\":\"v1\",\"port\":{\"number\":8080}}");
        assertThat(resources.getLast().at("/spec/host").asText()).isEqualTo("digits-pods");
    }

    @Test
    void everyKindOfMatchHasItsWords() throws IOException {
        String rules =
                """
                traffic:
                  rules:
                    - name: many
                      match:
                        - headers: {x-a: {prefix: be}, x-b: {regex: "v[0-9]+"}, x-c: {present: true}}
                          query: {q: 007, r: {prefix: a.}, s: {present: true}}
                      route: [{version: 2, weight: 100}]
                """;
        JsonNode match =
                new Exporting(directory)
                        .resources(rules + HALVES, "--istio")
                        .getFirst()
                        .at("/spec/http/0/match/0");

        assertThat(match.path("headers").toString())
                .isEqualTo(
                        "{\"x-a\":{\"prefix\":\"be\"},\"x-b\":{\"regex\":\"v[0-9]+\"},\"x-c\":{}}");
        assertThat(match.path("queryParams").toString())
                .isEqualTo(
                        "{\"q\":{\"exact\":\"007\"},\"r\":{\"prefix\":\"a.\"},\"s\":{\"regex\":\".*\"}}");
    }

    @Test
    void oneOfBecomesAMatchForEachText() throws IOException {
        String rules =
                """
                traffic:
                  rules:
                    - match: [{headers: {x-a: [b, a], x-z: "1"}}]
                      route: [{version: 2, weight: 100}]
                """;
        JsonNode matches =
                new Exporting(directory)
                        .resources(rules + HALVES, "--istio")
                        .getFirst()
                        .at("/spec/http/0/match");

        assertThat(matches).hasSize(2);
        assertThat(matches.at("/0/headers/x-a/exact").asText()).isEqualTo("a");
        assertThat(matches.at("/1/headers/x-a/exact").asText()).isEqualTo("b");
        assertThat(matches.at("/1/headers/x-z/exact").asText()).isEqualTo("1");
    }

    @Test
    void tooManyTextsBecomeOnePattern() throws IOException {
        String rules =
                """
                traffic:
                  rules:
                    - match: [{headers: {x-a: [a.a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q]}}]
                      route: [{version: 2, weight: 100}]
                """;
        JsonNode matches =
                new Exporting(directory)
                        .resources(rules + HALVES, "--istio")
                        .getFirst()
                        .at("/spec/http/0/match");

        assertThat(matches).hasSize(1);
        assertThat(matches.at("/0/headers/x-a/regex").asText())
                .isEqualTo("a\\.a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q");
    }

    @Test
    void weightsAreRoundedByLargestRemainderAndItSaysSo() throws IOException {
        Shell shell =
                new Exporting(directory)
                        .run(
                                """
                                traffic:
                                  route:
                                    - {version: 1, weight: 33.4}
                                    - {version: 2, weight: 33.4}
                                    - {version: 3, weight: 33.2}
                                """,
                                "--istio");

        assertThat(shell.out())
                .contains(
                        "# weights are whole numbers there: version 1 33.4 -> 34, version 2 33.4 -> 33, version 3"
                                + " 33.2 -> 33");
    }

    @Test
    void stickyBecomesConsistentHashWithAWarning() throws IOException {
        String sticky = "traffic:\n  sticky: {query: user}\n" + HALVES;
        JsonNode rule = new Exporting(directory).resources(sticky, "--istio").getLast();

        assertThat(rule.at("/spec/trafficPolicy/loadBalancer/consistentHash").toString())
                .isEqualTo("{\"httpQueryParameterName\":\"user\"}");
        assertThat(new Exporting(directory).run(sticky, "--istio").out())
                .contains(
                        "# sticky: Istio's consistentHash keeps a value of query user at one pod");
    }

    @Test
    void oneShadowIsAMirrorAndSeveralAreMirrors() throws IOException {
        String one = "traffic:\n  shadows: [{version: 3, percent: 12.5}]\n" + HALVES;
        String two = "traffic:\n  shadows: [{version: 3}, {version: 4, percent: 1}]\n" + HALVES;

        JsonNode single = new Exporting(directory).resources(one, "--istio").getFirst();
        assertThat(single.at("/spec/http/0/mirror/subset").asText()).isEqualTo("v3");
        assertThat(single.at("/spec/http/0/mirrorPercentage/value").asDouble()).isEqualTo(12.5);

        List<JsonNode> several = new Exporting(directory).resources(two, "--istio");
        assertThat(several.getFirst().at("/spec/http/0/mirrors")).hasSize(2);
        assertThat(several.getLast().at("/spec/subsets")).hasSize(4);
    }

    @Test
    void aLabelIsASubsetOfPodsWithThatLabel() throws IOException {
        JsonNode rule =
                new Exporting(directory)
                        .resources("traffic:\n  route: [{label: canary, weight: 100}]\n", "--istio")
                        .getLast();

        assertThat(rule.at("/spec/subsets/0").toString())
                .isEqualTo("{\"name\":\"canary\",\"labels\":{\"version\":\"canary\"}}");
    }
}

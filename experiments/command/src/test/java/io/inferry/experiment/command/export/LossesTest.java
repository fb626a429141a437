package io.inferry.experiment.command.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.experiment.command.Shell;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossesTest {
    private static final String HALVES =
            "  route: [{version: 1, weight: 50}, {version: 2, weight: 50}]\n";

    @TempDir private Path directory;

    @Test
    void everythingThatAMeshCannotDoIsNamedAtOnce() throws IOException {
        String plan =
                """
                traffic:
                  holdout: {percent: 5, version: 1}
                  sticky: {input: user}
                  rules:
                    - name: staff
                      match: [{caller: alice}, {headers: {x-a: b}}]
                      route: [{version: 2, weight: 100}]
                    - name: tuned
                      match: [{parameters: {mode: fast}, headers: {x-a: c}}]
                      route: [{version: 2, weight: 100}]
                """;
        Shell refused = new Exporting(directory).run(plan + HALVES, "--istio");

        assertThat(refused.status()).isEqualTo(5);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains(
                        "the holdout of 5.0 %",
                        "sticky by input user",
                        "in rule 'staff' the match 'caller is alice'",
                        "rule 'tuned' wholly");

        JsonNode http =
                new Exporting(directory)
                        .resources(plan + HALVES, "--istio", "--lenient")
                        .getFirst()
                        .at("/spec/http");
        assertThat(http).hasSize(2);
        assertThat(http.at("/0/match").toString())
                .isEqualTo("[{\"headers\":{\"x-a\":{\"exact\":\"b\"}}}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)b",
                "(?<!a)b",
                "(a)\\\\1",
                "a*+b",
                "(?>a)b",
                "[a-z&&[^b]]",
                "[a[b]]",
                "[][a]]",
                "\\\\p{javaLowerCase}",
                "a{2000}"
            })
    void aPatternThatRe2ReadsOtherwiseIsRefused(String pattern) throws IOException {
        String rules =
                """
                traffic:
                  rules:
                    - match: [{headers: {x-a: {regex: "%s"}}}]
                      route: [{version: 2, weight: 100}]
                """
                        .formatted(pattern);
        Shell shell = new Exporting(directory).run(rules + HALVES, "--istio");

        assertThat(shell.status()).isEqualTo(5);
        assertThat(shell.err()).contains("RE2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+|b*", "[a-z]{1,3}", "(?i)beta", "[]a]", "\\\\[x\\\\]", "[^\\\\[]+"})
    void aPatternThatBothReadAlikeIsTaken(String pattern) {
        assertThat(Re2Syntax.obstacle(pattern.replace("\\\\", "\\"))).isEmpty();
    }

    @Test
    void twoConditionsOnOneFieldAreRefused() throws IOException {
        String rules =
                """
                traffic:
                  rules:
                    - match:
                        - [{headers: {x-a: {prefix: b}}}, {headers: {x-a: {regex: ".*c"}}}]
                      route: [{version: 2, weight: 100}]
                """;
        Shell shell = new Exporting(directory).run(rules + HALVES, "--istio");

        assertThat(shell.status()).isEqualTo(5);
        assertThat(shell.err()).contains("one condition for a field");
    }

    @Test
    void theLatestVersionHasNoNameInAMesh() throws IOException {
        Shell latest =
                new Exporting(directory)
                        .run("traffic:\n  route: [{version: latest, weight: 100}]\n", "--istio");
        Shell none = new Exporting(directory).run("traffic: {}\n", "--istio", "--lenient");

        assertThat(latest.status()).isEqualTo(5);
        assertThat(latest.err()).contains("latest version");
        assertThat(none.status()).isEqualTo(5);
        assertThat(none.err()).contains("the plan has no split");
    }

    @Test
    void anErrorInTheFileNamesItsLine() throws IOException {
        Shell shell =
                new Exporting(directory)
                        .run("labels: {a: 1}\ntraffic:\n  route:\n    - {version: x}\n", "--istio");

        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.err()).contains("model.yaml").contains("4");
    }

    @Test
    void aPlanMayStandAloneButOtherSettingsAreNoPlan() throws IOException {
        assertThat(new Exporting(directory).run(HALVES, "--istio").status()).isZero();

        Shell none = new Exporting(directory).run("versions: all\n", "--istio");
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("model.yaml has no section 'traffic'");
    }

    @Test
    void namesThatAClusterRefusesAreRefusedHere() throws IOException {
        Shell shell = new Exporting(directory).run("traffic:\n" + HALVES, "--istio", "--model=A_b");

        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.err()).contains("'A_b'");
    }

    @Test
    void oneFormMustBeChosen() throws IOException {
        assertThat(new Exporting(directory).run("traffic:\n" + HALVES).status()).isEqualTo(2);
        assertThat(
                        new Exporting(directory)
                                .run("traffic:\n" + HALVES, "--istio", "--gateway-api")
                                .status())
                .isEqualTo(2);
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        Shell shell = Shell.experiment("export", "--istio", directory + "/no.yaml");

        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.err()).contains("cannot read").contains("no.yaml");
    }
}

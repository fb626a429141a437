package io.inferry.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.Holdout;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TextMatch;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficReader;
import io.inferry.api.traffic.TrafficRule;
import io.inferry.api.traffic.TrafficSplit;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlTrafficReaderTest {
    private static final VersionChoice FIRST = new VersionChoice.Exact(1);
    private static final VersionChoice SECOND = new VersionChoice.Exact(2);

    @Test
    void betaUsersGoToTheSecondVersionAndTheRestIsDivided() {
        TrafficPlan plan =
                read(
                        """
                        rules:
                          - match: {headers: {X-User-Type: beta}}
                            route: {version: 2}
                        route: [{version: 1, weight: 90}, {version: 2, weight: 10}]
                        """);

        assertThat(plan)
                .isEqualTo(
                        new TrafficPlan(
                                List.of(
                                        rule(
                                                "rule-1",
                                                new Condition(
                                                        RequestField.header("x-user-type"),
                                                        new TextMatch.Exact("beta")))),
                                Optional.empty(),
                                Optional.of(
                                        new TrafficSplit(
                                                List.of(
                                                        new Share(FIRST, 90),
                                                        new Share(SECOND, 10)))),
                                Optional.empty(),
                                List.of()));
    }

    @Test
    void everythingArrivesInItsPlace() {
        TrafficPlan plan =
                read(
                        """
                        rules:
                          - name: many
                            match:
                              - query: {debug: {present: true}}
                                parameters: {tier: {one_of: [gold, silver]}}
                                inputs: {country: [DE]}
                                caller: {prefix: "spiffe://prod/"}
                              - - headers: {x-a: {regex: "a+"}}
                                - headers: {x-a: {exact: aa}}
                            route: [{label: stable, weight: 30}, {version: latest, weight: 70}]
                        holdout: {percent: 5, label: stable}
                        sticky: caller
                        shadows: [{version: 2}, {version: 1, percent: 0.5, in_flight_max: 9}]
                        """);

        TrafficRule rule = plan.rules().getFirst();
        assertThat(rule.any())
                .containsExactly(
                        List.of(
                                new Condition(
                                        new RequestField(Source.QUERY, "debug"),
                                        new TextMatch.Present()),
                                new Condition(
                                        new RequestField(Source.PARAMETER, "tier"),
                                        new TextMatch.OneOf(Set.of("gold", "silver"))),
                                new Condition(
                                        new RequestField(Source.INPUT, "country"),
                                        new TextMatch.OneOf(Set.of("DE"))),
                                new Condition(
                                        new RequestField(Source.CALLER, ""),
                                        new TextMatch.Prefix("spiffe://prod/"))),
                        List.of(
                                new Condition(
                                        RequestField.header("x-a"), new TextMatch.Regex("a+")),
                                new Condition(
                                        RequestField.header("x-a"), new TextMatch.Exact("aa"))));
        assertThat(rule.split().shares())
                .containsExactly(
                        new Share(new VersionChoice.Label("stable"), 30),
                        new Share(VersionChoice.LATEST, 70));
        assertThat(plan.holdout()).contains(new Holdout(5, new VersionChoice.Label("stable")));
        assertThat(plan.sticky()).contains(new RequestField(Source.CALLER, ""));
        assertThat(plan.split()).isEmpty();
        assertThat(plan.shadows())
                .containsExactly(new Shadow(SECOND, 100, 4), new Shadow(FIRST, 0.5, 9));
    }

    @Test
    void everyProblemIsReportedAtOnceWithItsLine() {
        assertThat(
                        refusal(
                                """
                                rulez: []
                                rules:
                                  - match: {headers: {x-a: {regex: "(("}, "x y": b}}
                                    route: [{version: 1}, {version: 2, weight: much}]
                                  - match: {header: {x-a: b}}
                                  - name: third
                                    match: {headers: {x-a: {prefix: a, exact: b}}}
                                    route: [{version: 1, label: a}]
                                  - match: {inputs: {x: {present: false}}}
                                    route: []
                                holdout: {percent: 200, version: one}
                                sticky: {cookie: a}
                                shadows: [{version: 1, percent: 0}]
                                route: [{version: 1, weight: 80}, {version: 2, weight: 10}]
                                """))
                .startsWith("plan has 16 problems")
                .contains("plan:1: rulez is not known; the nearest key is rules")
                .contains("plan:3: rules[0].match.headers.x-a.regex: '((' is no regular expression")
                .contains("plan:3: rules[0].match.headers.x y: a header's name has letters")
                .contains("plan:4: rules[0].route[0] needs weight, since it is not alone")
                .contains("plan:4: rules[0].route[1].weight must be a number, was 'much'")
                .contains(
                        "plan:5: rules[1].match.header is not known; the nearest key is rules[1].match.headers")
                .contains("plan:5: rules[1] needs route")
                .contains("plan:7: rules[2].match.headers.x-a must be a text, or have one of exact")
                .contains("plan:8: rules[2].route[0] needs version or label, not both")
                .contains("plan:9: rules[3].match.inputs.x.present must be true")
                .contains("plan:10: rules[3].route: a split has 1 to 64 targets, was 0")
                .contains("plan:11: holdout.version must be a whole number, 0 or more, was 'one'")
                .contains("plan:12: sticky.cookie is not known; the nearest key is sticky.")
                .contains("plan:12: sticky must be caller, or one of header")
                .contains("plan:13: shadows[0]: a shadow gets more than 0 and at most 100 percent")
                .contains("plan:14: route: weights must sum to 100, were 80.0 + 10.0 = 90.0");
    }

    @Test
    void aRuleThatCannotBeReachedIsRefusedAtItsLineAndSoIsANameTwice() {
        assertThat(
                        refusal(
                                """
                                rules:
                                  - {name: wide, match: {headers: {x-a: {prefix: b}}}, route: {version: 1}}
                                  - {name: hidden, match: {headers: {x-a: beta}}, route: {version: 2}}
                                  - {name: wide, match: {query: {q: c}}, route: {version: 2}}
                                holdout: {percent: 5, version: 1}
                                """))
                .startsWith("plan has 3 problems")
                .contains(
                        "plan:3: rules[1]: rule 'hidden' can never be reached: rule 'wide' before")
                .contains("plan:4: rules[2]: two rules are named 'wide'")
                .contains("plan:5: holdout: a holdout needs sticky");
    }

    @Test
    void aRuleWithoutAConditionIsRefused() {
        for (String match : List.of("[]", "[{}]", "{headers: {}}")) {
            assertThat(refusal("rules: [{match: " + match + ", route: {version: 1}}]"))
                    .contains("plan:1: rules[0]: rule 'rule-1' has no condition");
        }
        assertThat(refusal("rules: [{route: {version: 1}}]")).contains("rules[0] needs match");
    }

    @Test
    void aWeightIsANumberOfSensibleLength() {
        assertThat(refusal("route: {version: 1, weight: " + "9".repeat(60_000) + "}"))
                .contains("route.weight must be a number");
        assertThat(refusal("route: {version: 1, weight: 1e999999999}"))
                .contains("a weight is 0 to 100 percent, was Infinity");
    }

    @Test
    void tooManyRulesAreRefused() {
        var text = new StringBuilder("rules:\n");
        for (int i = 0; i <= TrafficPlan.RULES_MAX; i++) {
            text.append("  - {match: {query: {q: v").append(i).append("}}, route: {version: 1}}\n");
        }

        assertThat(refusal(text.toString())).contains("at most 256 rules and 8 shadows, was 257");
    }

    @Test
    void jsonIsReadAsWell() {
        assertThat(read("{\t\"route\": [{\"version\": 1}],\n\"sticky\": {\"query\": \"a\\/b\"}}"))
                .isEqualTo(
                        new TrafficPlan(
                                List.of(),
                                Optional.empty(),
                                Optional.of(new TrafficSplit(List.of(Share.all(FIRST)))),
                                Optional.of(new RequestField(Source.QUERY, "a/b")),
                                List.of()));
        assertThat(read("{route: {version: 1}}").split()).isPresent();
        assertThat(read("{}")).isEqualTo(read("rules: []"));
    }

    @Test
    void whatIsNoPlanIsRefused() {
        assertThat(refusal(" \n")).contains("plan is empty");
        assertThat(refusal("[1]")).contains("plan:1: must be a section of keys");
        assertThat(refusal("{\"route\": [")).contains("is not YAML");
        assertThat(refusal("rules: 3")).contains("rules must be a section with name, match, route");
        assertThat(refusal("route: 7"))
                .contains("route must be a section with version, label, weight, was '7'");
        assertThat(refusal("{\"sticky\": \"caller\", \"sticky\": \"caller\"}"))
                .contains("plan:1: sticky stands here again");
        assertThat(refusal("x".repeat(YamlFile.BYTES_MAX + 1))).contains("at most 1048576");
    }

    @Test
    void theReaderIsFoundAsAService() {
        assertThat(ServiceLoader.load(TrafficReader.class))
                .hasAtLeastOneElementOfType(YamlTrafficReader.class);
    }

    private static TrafficRule rule(String name, Condition condition) {
        return new TrafficRule(
                name, List.of(List.of(condition)), new TrafficSplit(List.of(Share.all(SECOND))));
    }

    private static TrafficPlan read(String text) {
        return new YamlTrafficReader().read(text, "plan");
    }

    private static String refusal(String text) {
        ServingException thrown = catchThrowableOfType(ServingException.class, () -> read(text));
        assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        return thrown.text();
    }
}

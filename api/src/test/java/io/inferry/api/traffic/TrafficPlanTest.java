package io.inferry.api.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.inferry.api.model.VersionChoice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficPlanTest {
    private static final VersionChoice ONE = new VersionChoice.Exact(1);
    private static final VersionChoice TWO = new VersionChoice.Exact(2);
    private static final TrafficSplit ALL_TO_TWO = new TrafficSplit(List.of(Share.all(TWO)));

    private static Condition header(String name, TextMatch match) {
        return new Condition(RequestField.header(name), match);
    }

    private static TrafficRule rule(String name, Condition... all) {
        return new TrafficRule(name, List.of(List.of(all)), ALL_TO_TWO);
    }

    private static TrafficPlan plan(TrafficRule... rules) {
        return new TrafficPlan(
                List.of(rules), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    @Test
    void weightsThatDoNotSumAreShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrafficSplit(List.of(new Share(ONE, 90), new Share(TWO, 20))))
                .withMessage("weights must sum to 100, were 90.0 + 20.0 = 110.0");
        assertThatNoException()
                .isThrownBy(() ->
                        new TrafficSplit(
                                List.of(
                                        new Share(ONE, 100.0 / 3),
                                        new Share(TWO, 100.0 / 3),
                                        new Share(VersionChoice.LATEST, 100.0 / 3))));
    }

    @Test
    void weightsAreShares() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Share(ONE, -1))
                .withMessage("a weight is 0 to 100 percent, was -1.0 for version 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(ONE, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrafficSplit(List.of(new Share(ONE, 50), new Share(ONE, 50))))
                .withMessage("a split names version 1 twice");
    }

    @Test
    void aRuleBehindAWiderOneIsRefused() {
        TextMatch beta = new TextMatch.Exact("beta");
        assertHides(header("u", new TextMatch.Present()), header("u", beta));
        assertHides(header("u", new TextMatch.Prefix("b")), header("u", beta));
        assertHides(
                header("u", new TextMatch.Prefix("b")), header("u", new TextMatch.Prefix("be")));
        assertHides(header("u", new TextMatch.OneOf(Set.of("beta", "x"))), header("u", beta));
        assertHides(
                header("u", new TextMatch.Regex("b.*")), header("u", new TextMatch.Regex("b.*")));
    }

    private static void assertHides(Condition earlier, Condition later) {
        Condition more = header("more", new TextMatch.Present());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(rule("wide", earlier), rule("narrow", later, more)))
                .withMessage(
                        "rule 'narrow' can never be reached: rule 'wide' before it takes every such"
                                + " request");
        assertThatNoException()
                .isThrownBy(() -> plan(rule("narrow", later, more), rule("wide", earlier)));
    }

    @Test
    void aRuleWithOneWayPastTheOthersIsReachable() {
        Condition beta = header("u", new TextMatch.Exact("beta"));
        var both =
                new TrafficRule(
                        "both",
                        List.of(List.of(beta), List.of(header("u", new TextMatch.Exact("gamma")))),
                        ALL_TO_TWO);
        assertThatNoException().isThrownBy(() -> plan(rule("beta", beta), both));
    }

    @Test
    void aHoldoutNeedsSomethingToHoldOnto() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TrafficPlan(
                                List.of(),
                                Optional.of(new Holdout(5, ONE)),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()))
                .withMessageContaining("a holdout needs sticky");
    }

    @Test
    void brokenPatternsAreRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextMatch.Regex("(a"))
                .withMessage("'(a' is no regular expression: Unclosed group");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextMatch.Regex("a".repeat(2000)))
                .withMessageContaining("at most 1024 characters");
    }

    @Test
    void headersHaveNoCase() {
        assertThat(RequestField.header("X-User").name()).isEqualTo("x-user");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestField.header("x user"))
                .withMessageContaining("'x user'");
    }
}

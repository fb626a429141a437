package io.inferry.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.Assignment.Cause;
import io.inferry.api.traffic.Chooser;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.Holdout;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TextMatch;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficRule;
import io.inferry.api.traffic.TrafficSplit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final VersionChoice ONE = new VersionChoice.Exact(1);
    private static final VersionChoice TWO = new VersionChoice.Exact(2);
    private static final VersionChoice THREE = new VersionChoice.Exact(3);
    private static final RequestField USER = RequestField.header("x-user-id");
    private static final Predicate<VersionChoice> ALL = target -> true;
    private static final int UNITS = 100_000;

    private static TrafficSplit split(double one, double two) {
        return new TrafficSplit(List.of(new Share(ONE, one), new Share(TWO, two)));
    }

    private static TrafficPlan sticky(TrafficSplit split) {
        return new TrafficPlan(
                List.of(), Optional.empty(), Optional.of(split), Optional.of(USER), List.of());
    }

    private static Router router(TrafficPlan plan) {
        return new Router("m", Optional.of(plan), Optional.empty());
    }

    private static RequestFacts says(String header, String value) {
        return field ->
                field.equals(RequestField.header(header)) ? Optional.of(value) : Optional.empty();
    }

    private static Router.Draw draw(long bits) {
        return new Router.Draw("id", bits);
    }

    private static Assignment of(Router router, RequestFacts facts, long bits) {
        return router.route(facts, draw(bits), ALL).assignment();
    }

    /** The target of each of the units "user 0", "user 1" … */
    private static VersionChoice[] users(Router router) {
        VersionChoice[] targets = new VersionChoice[UNITS];
        for (int i = 0; i < UNITS; i++) {
            targets[i] = of(router, says("x-user-id", "user " + i), i).target();
        }
        return targets;
    }

    private static double share(VersionChoice[] targets, VersionChoice wanted) {
        int count = 0;
        for (VersionChoice target : targets) {
            if (target.equals(wanted)) {
                count++;
            }
        }
        return count / (double) targets.length;
    }

    private static double moved(VersionChoice[] before, VersionChoice[] after) {
        int count = 0;
        for (int i = 0; i < before.length; i++) {
            if (!before[i].equals(after[i])) {
                count++;
            }
        }
        return count / (double) before.length;
    }

    @Test
    void betaUsersGoToTheNewVersionAndTheRestNinetyToTen() {
        var beta =
                new TrafficRule(
                        "beta",
                        List.of(
                                List.of(
                                        new Condition(
                                                RequestField.header("x-user-type"),
                                                new TextMatch.Exact("beta")))),
                        new TrafficSplit(List.of(Share.all(TWO))));
        Router router =
                router(
                        new TrafficPlan(
                                List.of(beta),
                                Optional.empty(),
                                Optional.of(split(90, 10)),
                                Optional.empty(),
                                List.of()));
        Map<VersionChoice, Integer> rest = new HashMap<>();
        var random = new SplittableRandom(1);
        for (int i = 0; i < UNITS; i++) {
            Assignment taken = of(router, says("x-user-type", "beta"), random.nextLong());
            assertThat(taken.target()).isEqualTo(TWO);
            assertThat(taken.rule()).isEqualTo("beta");
            Assignment other = of(router, says("x-user-type", "alpha"), random.nextLong());
            assertThat(other.cause()).isEqualTo(Cause.SPLIT);
            rest.merge(other.target(), 1, Integer::sum);
        }
        // five standard deviations of a share of 0.1 among 100,000
        assertThat(rest.get(TWO) / (double) UNITS).isCloseTo(0.1, within(0.005));
    }

    @Test
    void aStickyValueAlwaysGoesToTheSameTarget() {
        Router router = router(sticky(split(50, 50)));
        for (int user = 0; user < 100; user++) {
            RequestFacts facts = says("x-user-id", "user " + user);
            VersionChoice first = of(router, facts, 1).target();
            for (long bits = 2; bits < 50; bits++) {
                assertThat(of(router, facts, bits).target()).isEqualTo(first);
            }
        }
    }

    @Test
    void sharesAreWhatTheWeightsSay() {
        var three =
                new TrafficSplit(
                        List.of(new Share(ONE, 70), new Share(TWO, 25), new Share(THREE, 5)));
        VersionChoice[] users = users(router(sticky(three)));
        assertThat(share(users, ONE)).isCloseTo(0.70, within(0.0073));
        assertThat(share(users, TWO)).isCloseTo(0.25, within(0.0069));
        assertThat(share(users, THREE)).isCloseTo(0.05, within(0.0035));
    }

    @Test
    void aWeightThatGrowsMovesOnlyWhatItGains() {
        double[] steps = {1, 5, 25, 50, 100};
        VersionChoice[] before = users(router(sticky(split(100, 0))));
        double was = 0;
        for (double step : steps) {
            VersionChoice[] after = users(router(sticky(split(100 - step, step))));
            assertThat(moved(before, after)).isCloseTo((step - was) / 100, within(0.006));
            for (int i = 0; i < UNITS; i++) {
                if (before[i].equals(TWO)) {
                    assertThat(after[i]).isEqualTo(TWO);
                }
            }
            before = after;
            was = step;
        }
    }

    @Test
    void amongThreeTheOneThatGrowsTakesFromTheOthersAndTheyKeepTheirOwn() {
        var before =
                new TrafficSplit(
                        List.of(new Share(ONE, 40), new Share(TWO, 40), new Share(THREE, 20)));
        var after =
                new TrafficSplit(
                        List.of(new Share(THREE, 40), new Share(ONE, 30), new Share(TWO, 30)));
        VersionChoice[] then = users(router(sticky(before)));
        VersionChoice[] now = users(router(sticky(after)));
        assertThat(moved(then, now)).isCloseTo(0.2, within(0.0064));
        for (int i = 0; i < UNITS; i++) {
            assertThat(now[i].equals(then[i]) || now[i].equals(THREE)).isTrue();
        }
    }

    @Test
    void experimentsDoNotCorrelate() {
        VersionChoice[] first = users(experiment("first"));
        VersionChoice[] second = users(experiment("second"));
        int both = 0;
        for (int i = 0; i < UNITS; i++) {
            if (first[i].equals(TWO) && second[i].equals(TWO)) {
                both++;
            }
        }
        assertThat(both / (double) UNITS).isCloseTo(0.25, within(0.0069));
    }

    private static Router experiment(String name) {
        var traffic =
                new ExperimentTraffic(
                        name, split(50, 50), Optional.empty(), Optional.of(USER), List.of());
        return new Router("m", Optional.empty(), Optional.of(traffic));
    }

    @Test
    void anExperimentTellsItsNameArmAndPropensity() {
        Assignment assignment = of(experiment("first"), says("x-user-id", "anna"), 1);
        assertThat(assignment.cause()).isEqualTo(Cause.EXPERIMENT);
        assertThat(assignment.rule()).isEqualTo("first");
        assertThat(assignment.propensity()).isEqualTo(0.5);
        assertThat(assignment.diverted()).isFalse();
    }

    @Test
    void heldOutUsersStayOutOfEveryExperiment() {
        var plan =
                new TrafficPlan(
                        List.of(),
                        Optional.of(new Holdout(5, THREE)),
                        Optional.empty(),
                        Optional.of(USER),
                        List.of());
        VersionChoice[] first = users(held(plan, "first"));
        VersionChoice[] second = users(held(plan, "second"));
        assertThat(share(first, THREE)).isCloseTo(0.05, within(0.0035));
        for (int i = 0; i < UNITS; i++) {
            assertThat(first[i].equals(THREE)).isEqualTo(second[i].equals(THREE));
        }
    }

    private static Router held(TrafficPlan plan, String experiment) {
        return new Router(
                "m",
                Optional.of(plan),
                Optional.of(
                        new ExperimentTraffic(
                                experiment,
                                split(50, 50),
                                Optional.empty(),
                                Optional.empty(),
                                List.of())));
    }

    @Test
    void whatCannotAnswerIsPassedByAndOthersStay() {
        var three =
                new TrafficSplit(
                        List.of(new Share(ONE, 40), new Share(TWO, 40), new Share(THREE, 20)));
        Router router = router(sticky(three));
        for (int i = 0; i < 1000; i++) {
            RequestFacts facts = says("x-user-id", "user " + i);
            VersionChoice usual = of(router, facts, i).target();
            Assignment now =
                    router.route(facts, draw(i), target -> !target.equals(TWO)).assignment();
            assertThat(now.target()).isNotEqualTo(TWO);
            assertThat(now.diverted()).isEqualTo(usual.equals(TWO));
            if (!usual.equals(TWO)) {
                assertThat(now.target()).isEqualTo(usual);
            }
        }
    }

    @Test
    void whereNoTargetCanAnswerTheLatestVersionDoes() {
        Assignment assignment =
                router(sticky(split(90, 10)))
                        .route(RequestFacts.NONE, draw(7), target -> false)
                        .assignment();
        assertThat(assignment.target()).isEqualTo(VersionChoice.LATEST);
        assertThat(assignment.diverted()).isTrue();
    }

    @Test
    void aChooserDecidesByTheRequestAndItsProbabilitiesAreTheSharesSeen() {
        Chooser old = facts -> facts.value(USER).isPresent() ? new double[] {0.2, 0.8} : even();
        var traffic =
                new ExperimentTraffic(
                        "bandit", split(50, 50), Optional.of(old), Optional.empty(), List.of());
        Router router = new Router("m", Optional.empty(), Optional.of(traffic));
        var random = new SplittableRandom(2);
        int two = 0;
        for (int i = 0; i < UNITS; i++) {
            Assignment assignment = of(router, says("x-user-id", "anna"), random.nextLong());
            boolean isTwo = assignment.target().equals(TWO);
            assertThat(assignment.propensity()).isEqualTo(isTwo ? 0.8 : 0.2);
            two += isTwo ? 1 : 0;
        }
        assertThat(two / (double) UNITS).isCloseTo(0.8, within(0.0064));
    }

    private static double[] even() {
        return new double[] {0.5, 0.5};
    }

    @Test
    void eachShadowGetsItsOwnPart() {
        var plan =
                new TrafficPlan(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new Shadow(TWO, 10, 4), new Shadow(THREE, 50, 4)));
        Router router = router(plan);
        var random = new SplittableRandom(3);
        int[] seen = new int[4];
        for (int i = 0; i < UNITS; i++) {
            List<Shadow> shadows =
                    router.route(RequestFacts.NONE, draw(random.nextLong()), ALL).shadows();
            int which = 0;
            for (Shadow shadow : shadows) {
                which |= shadow.target().equals(TWO) ? 1 : 2;
            }
            seen[which]++;
        }
        assertThat((seen[1] + seen[3]) / (double) UNITS).isCloseTo(0.1, within(0.005));
        assertThat((seen[2] + seen[3]) / (double) UNITS).isCloseTo(0.5, within(0.008));
        assertThat(seen[3] / (double) UNITS).isCloseTo(0.05, within(0.0035));
        assertThat(of(router, RequestFacts.NONE, 1).cause()).isEqualTo(Cause.LATEST);
    }

    @Test
    void aPatternThatWouldBacktrackForEverDoesNotMatchAndIsDoneSoon() {
        Predicate<String> bomb = TextTest.of(new TextMatch.Regex("(a+)+b"));
        assertThat(bomb.test("aaab")).isTrue();
        assertThat(bomb.test("a".repeat(200))).isFalse();
        assertThat(TextTest.of(new TextMatch.Regex("(a|b)*")).test("ab".repeat(500))).isTrue();
        assertThat(TextTest.of(new TextMatch.Regex("(a|b)*")).test("ab".repeat(5000))).isFalse();
    }

    /** Uniform in 100 bins: chi-square with 99 degrees of freedom is below 148 in 999 of 1000. */
    @Test
    void hashesOfShortTextsAreUniform() {
        for (String prefix : List.of("", "user-", "0000", "https://example.org/")) {
            int[] bins = new int[100];
            for (int i = 0; i < UNITS; i++) {
                bins[(int) (StableHash.unit(StableHash.of(prefix + i)) * 100)]++;
            }
            double chiSquare = 0;
            for (int count : bins) {
                chiSquare += (count - 1000.0) * (count - 1000.0) / 1000;
            }
            assertThat(chiSquare).as(prefix).isBetween(50.0, 148.0);
        }
    }

    /**
     * Assignments outlive servers: these values may never change. Computed by a program of its own
     * that reproduces the published vectors of FNV-1a and SplitMix64.
     */
    @Test
    void hashesAreForEver() {
        assertThat(StableHash.of("")).isEqualTo(0xC3817C016BA4FF30L);
        assertThat(StableHash.of("user-1")).isEqualTo(0xF16D8D440FBB25D5L);
    }
}

package io.inferry.experiment.statistics.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.inferry.experiment.statistics.Comparison;
import io.inferry.experiment.statistics.ConfidenceSequence;
import io.inferry.experiment.statistics.Rate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Margin CENT = new Margin.Absolute(0.01);

    private static Finding.Evidence evidence(double difference, double lower, double upper) {
        return new Finding.Evidence(
                new Comparison(difference, lower, upper, 0.5),
                0.9,
                new Arm("version 1", 5_000),
                new Arm("version 2", 5_000),
                100);
    }

    private static Finding success(Role role, double difference, double lower, double upper) {
        return new Finding(
                "success_rate",
                role,
                Direction.HIGHER_IS_BETTER,
                CENT,
                evidence(difference, lower, upper));
    }

    private static Finding latency(double difference, double lower, double upper) {
        return new Finding(
                "latency_p95",
                Role.GUARDRAIL,
                Direction.LOWER_IS_BETTER,
                new Margin.Relative(0.1),
                evidence(difference, lower, upper));
    }

    private static Verdict decide(Finding... findings) {
        return Decision.of(List.of(findings), Assignment.unknown());
    }

    private static void is(Verdict verdict, Verdict.Kind kind, String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.kind()).isEqualTo(kind);
    }

    @Test
    void aGuardrailBeyondItsMarginRollsBack() {
        is(
                decide(success(Role.GUARDRAIL, -0.031, -0.043, -0.019)),
                Verdict.Kind.ROLLBACK,
                "success_rate of version 2 is lower by 0.031 (0.019 to 0.043) than version 1's,"
                        + " more than the tolerated 0.01");
    }

    @Test
    void aGoalBeyondItsMarginRollsBackToo() {
        assertThat(decide(success(Role.GOAL_NOT_WORSE, -0.031, -0.043, -0.019)).kind())
                .isEqualTo(Verdict.Kind.ROLLBACK);
        assertThat(decide(success(Role.GOAL_BETTER, -0.031, -0.043, -0.019)).kind())
                .isEqualTo(Verdict.Kind.ROLLBACK);
    }

    @Test
    void lowerIsBetterTurnsTheBadSide() {
        is(
                decide(latency(0.2, 0.12, 0.28)),
                Verdict.Kind.ROLLBACK,
                "latency_p95 of version 2 is higher by 0.2 (0.12 to 0.28) than version 1's,"
                        + " more than the tolerated 0.09");
        assertThat(decide(latency(-0.2, -0.28, -0.12)).kind()).isEqualTo(Verdict.Kind.ADVANCE);
    }

    @Test
    void worseWithinTheMarginIsTolerated() {
        is(
                decide(success(Role.GOAL_NOT_WORSE, -0.004, -0.006, -0.002)),
                Verdict.Kind.ADVANCE,
                "success_rate of version 2 is lower by 0.004 (0.002 to 0.006) than version 1's,"
                        + " not worse by the tolerated 0.01");
    }

    @Test
    void aGoalNotYetShownHolds() {
        is(
                decide(success(Role.GOAL_BETTER, 0.02, -0.001, 0.041), latency(0.0, -0.05, 0.05)),
                Verdict.Kind.HOLD,
                "success_rate of version 2 is higher by 0.02 (-0.001 to 0.041) than version 1's,"
                        + " not yet shown better");
        assertThat(decide(success(Role.GOAL_NOT_WORSE, 0, -0.011, 0.011)).reason())
                .endsWith("which may be worse by the tolerated 0.01");
    }

    @Test
    void everyGoalShownAndNoGuardrailBreachedAdvances() {
        Verdict verdict =
                decide(success(Role.GOAL_BETTER, 0.02, 0.001, 0.039), latency(0.05, -0.05, 0.15));
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.ADVANCE);
        assertThat(verdict.metrics())
                .containsExactly(
                        "success_rate of version 2 is higher by 0.02 (0.001 to 0.039) than"
                                + " version 1's, which is better",
                        "latency_p95 of version 2 is higher by 0.05 (-0.05 to 0.15) than"
                                + " version 1's, not shown worse by the tolerated 0.09");
    }

    @Test
    void tooFewOutcomesHoldWhateverTheyLookLike() {
        Finding scarce =
                new Finding(
                        "error_rate",
                        Role.GUARDRAIL,
                        Direction.LOWER_IS_BETTER,
                        Margin.NONE,
                        new Finding.Evidence(
                                new Comparison(1, 0.9, 1.1, 0),
                                0,
                                new Arm("version 1", 5_000),
                                new Arm("version 2", 7),
                                100));
        is(
                decide(success(Role.GOAL_BETTER, 0.02, 0.001, 0.039), scarce),
                Verdict.Kind.HOLD,
                "error_rate needs 100 outcomes of each version, has 5000 of version 1 and 7 of"
                        + " version 2");
    }

    @Test
    void requestsInTheWrongProportionHold() {
        Assignment lost = new Assignment(List.of(5_200L, 4_800L), List.of(50.0, 50.0), 1e-4, 1e-3);
        Verdict verdict = Decision.of(List.of(success(Role.GOAL_BETTER, 0.02, 0.001, 0.039)), lost);
        is(
                verdict,
                Verdict.Kind.HOLD,
                "requests came as 5200 to 4800 where the weights are 50 to 50 (p 0.0001):"
                        + " something adds or loses requests, so no comparison can be trusted");
        assertThat(verdict.metrics()).hasSize(1);
    }

    @Test
    void aBreachIsTakenBackEvenIfRequestsAreLost() {
        Assignment lost = new Assignment(List.of(5_200L, 4_800L), List.of(50.0, 50.0), 1e-4, 1e-3);
        Finding breach = success(Role.GUARDRAIL, -0.031, -0.043, -0.019);
        assertThat(Decision.of(List.of(breach), lost).kind()).isEqualTo(Verdict.Kind.ROLLBACK);
    }

    @Test
    void withoutMetricsNothingMoves() {
        is(decide(), Verdict.Kind.HOLD, "there is no metric to decide by");
    }

    @Test
    void anUnboundedIntervalIsUndecided() {
        Finding unknown =
                new Finding(
                        "reward",
                        Role.GOAL_BETTER,
                        Direction.HIGHER_IS_BETTER,
                        Margin.NONE,
                        new Finding.Evidence(
                                Comparison.UNKNOWN,
                                0,
                                new Arm("version 1", 0),
                                new Arm("version 2", 0),
                                0));
        is(
                decide(unknown),
                Verdict.Kind.HOLD,
                "reward of version 2 is higher by 0 (unbounded to unbounded) than version 1's,"
                        + " not yet shown better");
    }

    @Test
    void countedRatesLeadToADecision() {
        ConfidenceSequence sequence = ConfidenceSequence.tightestAt(10_000, 0.05);
        Rate running = new Rate(4_950, 5_000);
        Rate broken = new Rate(2_400, 5_000);
        Finding finding =
                new Finding(
                        "success_rate",
                        Role.GUARDRAIL,
                        Direction.HIGHER_IS_BETTER,
                        CENT,
                        new Finding.Evidence(
                                sequence.rates(running, broken),
                                running.mean(),
                                new Arm("version 1", running.trials()),
                                new Arm("version 2", broken.trials()),
                                300));
        is(
                decide(finding),
                Verdict.Kind.ROLLBACK,
                "success_rate of version 2 is lower by 0.51 (0.488 to 0.532) than version 1's,"
                        + " more than the tolerated 0.01");
    }

    @Test
    void numbersAreShownWithThreeDigits() {
        assertThat(Numbers.shown(0.0312345)).isEqualTo("0.0312");
        assertThat(Numbers.shown(12_345.6)).isEqualTo("12346");
        assertThat(Numbers.shown(-0.5)).isEqualTo("-0.5");
        assertThat(Numbers.shown(1.23456e-9)).isEqualTo("1.23E-9");
        assertThat(Numbers.shown(Double.NEGATIVE_INFINITY)).isEqualTo("unbounded");
    }

    @Test
    void badArgumentsAreRefusedByName() {
        for (double bad : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Margin.Absolute(bad))
                    .withMessageStartingWith("margin must");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Margin.Relative(bad))
                    .withMessageStartingWith("margin must");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Finding.Evidence(
                                Comparison.UNKNOWN,
                                Double.NaN,
                                new Arm("1", 0),
                                new Arm("2", 0),
                                0))
                .withMessageStartingWith("baseline must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Arm(" ", 0))
                .withMessageStartingWith("name must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Assignment(List.of(), List.of(), Double.NaN, 0))
                .withMessageStartingWith("p must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Assignment(List.of(1L), List.of(), 1, 0))
                .withMessageContaining("equal lengths, were 1 and 0");
    }
}

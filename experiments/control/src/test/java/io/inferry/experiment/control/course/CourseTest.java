package io.inferry.experiment.control.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.model.VersionChoice;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.DefinitionReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final String CANARY =
            """
            {name: c, model: m, kind: canary, control: 1, arms: [{target: 2}], steps: [5, 50, 100],
             bake: 60s, goals: [{metric: feedback.accuracy}],
             guardrails: [{metric: success_rate, margin: 0.01}],
             minimum: {samples: 100, duration: 10s}, maximum: {duration: 1h, then: %s}}
            """;
    private static final String TEST =
            """
            {name: t, model: m, kind: ab, control: 1,
             arms: [{target: 2, weight: 30}, {target: 3, weight: 30}],
             goals: [{metric: feedback.accuracy}], guardrails: [{metric: success_rate, margin: 0.01}],
             minimum: {samples: 100, duration: 60s}, maximum: {duration: 1h, then: %s}}
            """;

    @Test
    void canaryClimbsOnEvidenceAndIsPromotedWhenItsGoalIsShown() {
        new Crank(CANARY.formatted("hold"))
                .turn(
                        """
                        30 500       -> -       RUNNING at step 1      95/5
                        29 500       -> -       RUNNING at step 1      95/5
                        1  99        -> -       RUNNING at step 1      95/5
                        1  100       -> ADVANCE RUNNING at step 2      50/50
                        60 50        -> -       RUNNING at step 2      50/50
                        1  500       -> HOLD    HOLDING at step 2 GOAL 50/50
                        1  900       -> -       HOLDING at step 2 GOAL 50/50
                        1  900 shown -> ADVANCE RUNNING at step 3      0/100
                        59 900       -> -       RUNNING at step 3      0/100
                        1  900       -> PROMOTE PROMOTED version 2     0/100
                        1  900 bad   -> -       PROMOTED version 2     0/100
                        """);
    }

    @Test
    void canaryHoldsOnDoubtAndGoesOnWhenItIsGone() {
        new Crank(CANARY.formatted("hold"))
                .turn(
                        """
                        60 500 doubt -> HOLD    HOLDING at step 1 DOUBT 95/5
                        1  500 doubt -> -       HOLDING at step 1 DOUBT 95/5
                        1  600 open  -> -       HOLDING at step 1 DOUBT 95/5
                        1  700       -> ADVANCE RUNNING at step 2       50/50
                        """);
    }

    @Test
    void brokenGuardrailRollsBackAtOnceWithoutEnoughSamplesOrAPlaceToWrite() {
        new Crank(CANARY.formatted("hold")).turn("1 3 bad -> ROLL_BACK ROLLED_BACK 100/0");
        new Crank(CANARY.formatted("hold")).turn("1 3 bad disk -> ROLL_BACK ROLLED_BACK 100/0");
        new Crank(CANARY.formatted("hold")).turn("1 3 bad gone:1 -> ROLL_BACK ROLLED_BACK 100/0");
    }

    @Test
    void refutedGoalRollsBackOnceThereAreEnoughSamples() {
        new Crank(CANARY.formatted("hold"))
                .turn(
                        """
                        11 99 refuted  -> -         RUNNING at step 1 95/5
                        1  100 refuted -> ROLL_BACK ROLLED_BACK       100/0
                        """);
    }

    @Test
    void candidateThatUnloadsIsRolledBackAndControlThatUnloadsIsWaitedFor() {
        new Crank(CANARY.formatted("hold")).turn("1 500 gone:2 -> ROLL_BACK ROLLED_BACK 100/0");
        new Crank(CANARY.formatted("hold"))
                .turn(
                        """
                        59 500        -> -      RUNNING at step 1              95/5
                        60 500 gone:1 -> HOLD   HOLDING at step 1 CONTROL_GONE 95/5
                        60 500 gone:1 -> -      HOLDING at step 1 CONTROL_GONE 95/5
                        0  500        -> RESUME RUNNING at step 1              95/5
                        1  500        -> ADVANCE RUNNING at step 2             50/50
                        """);
    }

    @Test
    void fullDiskHoldsAndItsTimeDoesNotCount() {
        new Crank(CANARY.formatted("hold"))
                .turn(
                        """
                        59 500       -> -       RUNNING at step 1       95/5
                        90 500 disk  -> HOLD    HOLDING at step 1 STORE 95/5
                        0  500       -> RESUME  RUNNING at step 1       95/5
                        1  500       -> ADVANCE RUNNING at step 2       50/50
                        """);
    }

    @Test
    void armsOutOfProportionHold() {
        new Crank(CANARY.formatted("hold"))
                .turn(
                        """
                        60 500 ratio       -> HOLD      HOLDING at step 1 RATIO 95/5
                        60 500 ratio shown -> -         HOLDING at step 1 RATIO 95/5
                        60 500 ratio bad   -> ROLL_BACK ROLLED_BACK             100/0
                        """);
    }

    @Test
    void longestDurationEndsAsTheDefinitionSays() {
        new Crank(CANARY.formatted("rollback")).turn("3600 500 -> ROLL_BACK ROLLED_BACK 100/0");
        new Crank(CANARY.formatted("promote")).turn("3600 500 -> PROMOTE PROMOTED version 2 0/100");
        new Crank(CANARY.formatted("hold"))
                .turn(
                        """
                        3600 500       -> HOLD HOLDING at step 1 OVERTIME 95/5
                        60   500 shown -> -    HOLDING at step 1 OVERTIME 95/5
                        60   500 bad   -> ROLL_BACK ROLLED_BACK 100/0
                        """);
    }

    @Test
    void clockThatGoesBackNeitherEndsNorExtendsAStep() {
        new Crank(CANARY.formatted("hold"))
                .turn(
                        """
                        59      500 -> -       RUNNING at step 1 95/5
                        -999999 500 -> -       RUNNING at step 1 95/5
                        1       500 -> ADVANCE RUNNING at step 2 50/50
                        """);
    }

    @Test
    void testIsDecidedForTheArmThatIsShown() {
        new Crank(TEST.formatted("hold"))
                .turn(
                        """
                        59 500 shown:3 -> -       RUNNING at step 1  40/30/30
                        1  99  shown:3 -> -       RUNNING at step 1  40/30/30
                        1  500         -> -       RUNNING at step 1  40/30/30
                        1  500 shown:3 -> PROMOTE PROMOTED version 3 0/0/100
                        """);
    }

    @Test
    void testDropsBrokenArmsOneByOneAndEndsWithTheLast() {
        new Crank(TEST.formatted("hold"))
                .turn(
                        """
                        60 500 bad:2           -> DROP      RUNNING at step 1 70/0/30
                        1  500 shown:2         -> -         RUNNING at step 1 70/0/30
                        1  500 refuted:3       -> ROLL_BACK ROLLED_BACK       100/0/0
                        """);
    }

    @Test
    void testDoesNotPromoteAnArmInDoubt() {
        new Crank(TEST.formatted("promote"))
                .turn(
                        """
                        60   500 shown doubt -> -       RUNNING at step 1  40/30/30
                        3540 500             -> PROMOTE PROMOTED version 2 0/100/0
                        """);
    }

    @Test
    void shadowGetsNoTrafficWhateverHappens() {
        String shadow =
                """
                {name: s, model: m, kind: shadow, control: 1, arms: [{target: 2}],
                 guardrails: [{metric: agreement, at_least: 0.9}],
                 maximum: {duration: 1h, then: hold}}
                """;
        new Crank(shadow)
                .turn(
                        """
                        600 900       -> -         RUNNING at step 1          100/0
                        1   900 doubt -> -         RUNNING at step 1          100/0
                        2999 900      -> HOLD      HOLDING at step 1 OVERTIME 100/0
                        1   900 bad   -> ROLL_BACK ROLLED_BACK                100/0
                        """);
    }

    @Test
    void operatorsPromoteRollBackAndStop() {
        Definition definition = DefinitionReader.read(TEST.formatted("hold"), "it");
        Standing begun = Standing.begin();
        assertThatThrownBy(() -> Acts.promote(definition, begun, Optional.empty(), "so"))
                .hasMessageContaining("several candidates")
                .hasMessageContaining("version 2, version 3");
        assertThatThrownBy(() -> Acts.promote(definition, begun, version(9), "so"))
                .hasMessageContaining("version 9 is no candidate")
                .hasMessageContaining("version 2, version 3");
        Standing promoted = Acts.promote(definition, begun, version(3), "so").next();
        assertThat(promoted.text()).isEqualTo("PROMOTED version 3");
        assertThatThrownBy(() -> Acts.promote(definition, promoted, version(2), "so"))
                .hasMessageContaining("is PROMOTED version 3 and cannot be promoted");
        Standing back = Acts.rollback(definition, promoted, "users complain").next();
        assertThat(back.text()).isEqualTo("ROLLED_BACK");
        assertThat(back.reason()).isEqualTo("users complain");
        Standing stopped = Acts.stop(definition, back, "enough").next();
        assertThatThrownBy(() -> Acts.stop(definition, stopped, "enough"))
                .hasMessageContaining("stopped already");
    }

    private static Optional<VersionChoice> version(long number) {
        return Optional.of(new VersionChoice.Exact(number));
    }
}

package io.inferry.experiment.evidence.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.experiment.evidence.feedback.Verdict.Outcome;
import io.inferry.experiment.evidence.outputs.ClassCode;
import io.inferry.experiment.evidence.outputs.Prediction;
import io.inferry.experiment.evidence.outputs.Probabilities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FeedbackBookTest {
    private static final FeedbackLimits LIMITS =
            new FeedbackLimits(4, Duration.ofMillis(1000), 2, Duration.ofMillis(100));

    private final List<Feedback> forwarded = new ArrayList<>();
    private final List<FeedbackBook.Join> joins = new ArrayList<>();
    private final FeedbackBook book =
            new FeedbackBook(
                    LIMITS,
                    feedback -> feedback.id().startsWith("0000000b") && forwarded.add(feedback),
                    joins::add);
    private final ExperimentFeedback experiment = book.open("test", 2);

    private static String id(int count) {
        return "0000000a-" + Integer.toHexString(count);
    }

    private void answer(int count, int arm) {
        experiment.routed(id(count), arm, Double.NaN, 0);
        experiment.answered(id(count), classed(count % 2));
    }

    private static Prediction classed(int code) {
        return new Prediction.Classed(code, "", Probabilities.NONE);
    }

    private static Feedback keyed(int count, double reward, String key) {
        return new Feedback(id(count), Optional.empty(), OptionalDouble.of(reward), Map.of(), key);
    }

    private static Feedback named(String id, String name, double value) {
        return new Feedback(id, Optional.empty(), OptionalDouble.empty(), Map.of(name, value), "");
    }

    private Outcome accept(Feedback feedback) {
        return book.accept(feedback, 0).outcome();
    }

    private double mean(int arm, String metric) {
        return experiment.summary(arm).metric(metric).all().mean();
    }

    @Test
    void aLabelJoinsTheArmThatAnswered() {
        answer(1, 0);
        answer(2, 1);
        assertThat(accept(Feedback.label(id(1), 1))).isEqualTo(Outcome.ACCEPTED);
        assertThat(accept(Feedback.label(id(2), 1))).isEqualTo(Outcome.ACCEPTED);
        assertThat(mean(0, FeedbackSummary.ACCURACY)).isEqualTo(1);
        assertThat(experiment.summary(1).metric(FeedbackSummary.ACCURACY).all().count())
                .isEqualTo(1);
        assertThat(mean(1, FeedbackSummary.ACCURACY)).isZero();
    }

    @Test
    void theSameFeedbackCountsOnce() {
        answer(1, 0);
        assertThat(accept(Feedback.reward(id(1), 2))).isEqualTo(Outcome.ACCEPTED);
        assertThat(accept(Feedback.reward(id(1), 2))).isEqualTo(Outcome.REPEATED);
        assertThat(experiment.summary(0).metric(FeedbackSummary.REWARD).all().count()).isEqualTo(1);
    }

    @Test
    void aLaterLabelTakesTheFormerOnesPlace() {
        answer(1, 0);
        accept(Feedback.label(id(1), 1));
        assertThat(accept(Feedback.label(id(1), 0))).isEqualTo(Outcome.REPLACED);
        var accuracy = experiment.summary(0).metric(FeedbackSummary.ACCURACY).all();
        assertThat(accuracy.count()).isEqualTo(1);
        assertThat(accuracy.mean()).isZero();
        assertThat(experiment.summary(0).confusion().counts())
                .isEqualTo(Map.of("0", Map.of("1", 1L)));
        assertThat(joins.getLast().former()).isEqualTo(1);
    }

    @Test
    void aRetryOfWhatWasReplacedDoesNotBringItBack() {
        answer(1, 0);
        assertThat(accept(keyed(1, 5, "first"))).isEqualTo(Outcome.ACCEPTED);
        assertThat(accept(keyed(1, 7, "second"))).isEqualTo(Outcome.REPLACED);
        assertThat(accept(keyed(1, 5, "first"))).isEqualTo(Outcome.REPEATED);
        assertThat(mean(0, FeedbackSummary.REWARD)).isEqualTo(7);
    }

    @Test
    void anAnswerRemembersTheLastEightKeysAndNoMore() {
        answer(1, 0);
        for (int i = 0; i < 100; i++) {
            accept(keyed(1, i, "key " + i));
        }
        for (int i = 93; i < 100; i++) {
            assertThat(accept(keyed(1, -1, "key " + i))).isEqualTo(Outcome.REPEATED);
        }
        assertThat(mean(0, FeedbackSummary.REWARD)).isEqualTo(99);
    }

    @Test
    void aLabelBeforeTheAnswerCountsWhenTheAnswerComes() {
        experiment.routed(id(1), 0, Double.NaN, 0);
        assertThat(accept(Feedback.label(id(1), 1))).isEqualTo(Outcome.ACCEPTED);
        assertThat(experiment.summary(0).metrics()).isEmpty();
        experiment.answered(id(1), classed(1));
        assertThat(mean(0, FeedbackSummary.ACCURACY)).isEqualTo(1);
        assertThat(joins).hasSize(1);
    }

    @Test
    void feedbackThatCameBeforeItsRequestWaitsForIt() {
        answer(1, 0);
        assertThat(accept(Feedback.reward(id(2), 3))).isEqualTo(Outcome.WAITING);
        answer(2, 1);
        assertThat(mean(1, FeedbackSummary.REWARD)).isEqualTo(3);
        assertThat(book.counts().accepted()).isEqualTo(1);
    }

    @Test
    void feedbackWaitsForAShortTimeOnly() {
        answer(1, 0);
        accept(Feedback.reward(id(2), 3));
        book.tick(100);
        assertThat(book.counts().unknown()).isZero();
        book.tick(101);
        assertThat(book.counts().unknown()).isEqualTo(1);
        answer(2, 1);
        assertThat(experiment.summary(1).metrics()).isEmpty();
    }

    @Test
    void onlySoManyPiecesWait() {
        answer(1, 0);
        assertThat(accept(Feedback.reward(id(2), 3))).isEqualTo(Outcome.WAITING);
        assertThat(accept(Feedback.reward(id(2), 4))).isEqualTo(Outcome.WAITING);
        assertThat(accept(Feedback.reward(id(3), 4))).isEqualTo(Outcome.UNKNOWN);
        answer(2, 0);
        assertThat(mean(0, FeedbackSummary.REWARD)).isEqualTo(4);
        assertThat(book.counts().replaced()).isEqualTo(1);
    }

    @Test
    void theOldestAnswersAreForgottenFirst() {
        for (int i = 1; i <= 6; i++) {
            answer(i, 0);
        }
        assertThat(book.held()).isEqualTo(4);
        assertThat(accept(Feedback.reward(id(2), 1))).isEqualTo(Outcome.EXPIRED);
        assertThat(accept(Feedback.reward(id(3), 1))).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void anOldAnswerTakesNoMoreFeedback() {
        answer(1, 0);
        assertThat(book.accept(Feedback.reward(id(1), 1), 1000).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(book.accept(Feedback.reward(id(1), 2), 1001).outcome())
                .isEqualTo(Outcome.EXPIRED);
        experiment.routed(id(2), 0, Double.NaN, 1001);
        assertThat(book.held()).isEqualTo(1);
    }

    @Test
    void aClockThatGoesBackMakesNothingOld() {
        experiment.routed(id(1), 0, Double.NaN, 1_000_000);
        experiment.routed(id(2), 0, Double.NaN, 10);
        assertThat(book.accept(Feedback.reward(id(1), 1), 10).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(book.accept(Feedback.reward(id(2), 1), 10).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        for (int i = 3; i <= 9; i++) {
            experiment.routed(id(i), 0, Double.NaN, 10);
        }
        assertThat(book.held()).isEqualTo(4);
    }

    @Test
    void aClockThatGoesFarBackEndsAllWaiting() {
        experiment.routed(id(1), 0, Double.NaN, 1_000_000);
        book.accept(Feedback.reward(id(2), 1), 1_000_000);
        book.tick(10);
        assertThat(book.counts().unknown()).isEqualTo(1);
    }

    @Test
    void feedbackForAnotherServerIsHandedOn() {
        answer(1, 0);
        assertThat(accept(Feedback.reward("0000000b-1", 1))).isEqualTo(Outcome.FORWARDED);
        assertThat(accept(Feedback.reward("0000000c-1", 1))).isEqualTo(Outcome.UNKNOWN);
        assertThat(forwarded).hasSize(1);
    }

    @Test
    void idsThatNoServerGivesAreUnknown() {
        answer(1, 0);
        for (String id : List.of("x", "0000000a1", "0000000a-", "0000000A-1", "0000000a-01")) {
            assertThat(accept(Feedback.reward(id, 1))).as(id).isEqualTo(Outcome.UNKNOWN);
        }
        assertThat(accept(Feedback.reward("0000000a-fffffff", 1))).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void whatCannotBeCountedIsInvalidAndChangesNothing() {
        answer(1, 0);
        List<Feedback> wrong =
                List.of(
                        Feedback.reward("", 1),
                        Feedback.reward(id(1), Double.NaN),
                        Feedback.reward(id(1), 1e99),
                        Feedback.label(id(1), 0.5),
                        Feedback.label(id(1), Double.POSITIVE_INFINITY),
                        named(id(1), "no name", 1),
                        named(id(1), "accuracy", 1),
                        named(id(1), "clicks", Double.NEGATIVE_INFINITY),
                        new Feedback(
                                id(1), Optional.empty(), OptionalDouble.empty(), Map.of(), ""));
        for (Feedback each : wrong) {
            Verdict verdict = book.accept(each, 0);
            assertThat(verdict.outcome()).as(each.toString()).isEqualTo(Outcome.INVALID);
            assertThat(verdict.reason()).isNotEmpty();
        }
        assertThat(experiment.summary(0).metrics()).isEmpty();
    }

    @Test
    void aNameIsNoLabelForANumber() {
        experiment.routed(id(1), 0, Double.NaN, 0);
        experiment.answered(id(1), new Prediction.Value(3));
        var cat =
                new Feedback(
                        id(1),
                        Optional.of(new Label.Name("cat")),
                        OptionalDouble.empty(),
                        Map.of(),
                        "");
        assertThat(book.accept(cat, 0).reason()).contains("numbers");
    }

    @Test
    void anExperimentHasSoManyValues() {
        answer(1, 0);
        for (int i = 0; i < ExperimentFeedback.NAMES_MAX; i++) {
            assertThat(accept(named(id(1), "value" + i, i))).isEqualTo(Outcome.ACCEPTED);
        }
        assertThat(accept(named(id(1), "one-more", 1))).isEqualTo(Outcome.INVALID);
        assertThat(accept(named(id(1), "value7", 1))).isEqualTo(Outcome.REPLACED);
        assertThat(mean(0, "value7")).isEqualTo(1);
    }

    @Test
    void classesGoByTheirNames() {
        experiment.routed(id(1), 0, Double.NaN, 0);
        experiment.answered(
                id(1), new Prediction.Classed(ClassCode.of("cat"), "cat", Probabilities.NONE));
        var dog =
                new Feedback(
                        id(1),
                        Optional.of(new Label.Name("dog")),
                        OptionalDouble.empty(),
                        Map.of(),
                        "");
        assertThat(accept(dog)).isEqualTo(Outcome.ACCEPTED);
        assertThat(experiment.summary(0).confusion().count("dog", "cat")).isEqualTo(1);
    }

    @Test
    void aNameInDigitsIsTheIndex() {
        answer(3, 0);
        var one =
                new Feedback(
                        id(3),
                        Optional.of(new Label.Name("1")),
                        OptionalDouble.empty(),
                        Map.of(),
                        "");
        assertThat(accept(one)).isEqualTo(Outcome.ACCEPTED);
        assertThat(accept(Feedback.label(id(3), 1))).isEqualTo(Outcome.REPEATED);
        assertThat(mean(0, FeedbackSummary.ACCURACY)).isEqualTo(1);
    }

    @Test
    void answersThatAreNoEvidenceTakeFeedbackThatCountsNowhere() {
        answer(1, ExperimentFeedback.LEFT_OUT);
        assertThat(accept(Feedback.label(id(1), 1))).isEqualTo(Outcome.ACCEPTED);
        assertThat(accept(Feedback.reward(id(1), 1))).isEqualTo(Outcome.ACCEPTED);
        assertThat(book.counts().leftOut()).isEqualTo(2);
        assertThat(experiment.summary(0).metrics()).isEmpty();
        assertThat(joins).isEmpty();
    }

    @Test
    void feedbackAfterTheEndOfItsExperimentIsExpired() {
        answer(1, 0);
        experiment.close();
        assertThat(accept(Feedback.label(id(1), 1))).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void classesBeyondTheBoundAreOneInTheConfusion() {
        var large =
                new FeedbackBook(
                        new FeedbackLimits(1000, Duration.ofHours(1), 0, Duration.ZERO),
                        FeedbackBook.Forwarding.NOWHERE,
                        FeedbackBook.Listening.NOBODY);
        ExperimentFeedback many = large.open("many", 1);
        for (int i = 1; i <= 100; i++) {
            many.routed(id(i), 0, Double.NaN, 0);
            many.answered(id(i), classed(i));
            large.accept(Feedback.label(id(i), i), 0);
        }
        Confusion confusion = many.summary(0).confusion();
        assertThat(confusion.counts()).hasSize(Confusion.CLASSES_MAX + 1);
        assertThat(confusion.count(Confusion.OTHER, Confusion.OTHER)).isEqualTo(68);
        assertThat(many.summary(0).metric(FeedbackSummary.ACCURACY).all().mean()).isEqualTo(1);
    }
}

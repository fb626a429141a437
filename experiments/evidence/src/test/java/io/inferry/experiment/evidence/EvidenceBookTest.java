package io.inferry.experiment.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.Assignment.Cause;
import io.inferry.api.traffic.RequestField;
import io.inferry.experiment.evidence.feedback.Feedback;
import io.inferry.experiment.evidence.feedback.FeedbackBook;
import io.inferry.experiment.evidence.feedback.FeedbackLimits;
import io.inferry.experiment.evidence.outputs.PredictionTerms;
import io.inferry.experiment.evidence.shadow.Tolerance;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvidenceBookTest {
    private static final TensorMemory MEMORY = TensorMemory.unpooled();
    private static final VersionChoice CONTROL = new VersionChoice.Exact(1);
    private static final VersionChoice CANDIDATE = new VersionChoice.Label("canary");
    private static final List<VersionChoice> ARMS = List.of(CONTROL, CANDIDATE);
    private static final EvidenceTerms TERMS =
            new EvidenceTerms(
                    "test",
                    ARMS,
                    Optional.of(RequestField.header("x-spend")),
                    PredictionTerms.STANDARD,
                    Tolerance.STANDARD);

    private final AtomicLong ids = new AtomicLong();
    private final FeedbackBook feedback =
            new FeedbackBook(
                    new FeedbackLimits(100_000, Duration.ofHours(1), 10, Duration.ofSeconds(1)),
                    FeedbackBook.Forwarding.NOWHERE,
                    FeedbackBook.Listening.NOBODY);
    private final EvidenceBook book =
            new EvidenceBook(TERMS, feedback, EvidenceSummary.none("test", ARMS));

    private Assignment assignment(Cause cause, String rule, VersionChoice target) {
        return new Assignment(
                "0000000a-" + Long.toHexString(ids.incrementAndGet()),
                cause,
                rule,
                target,
                0.5,
                false);
    }

    private Assignment to(VersionChoice target) {
        return assignment(Cause.EXPERIMENT, "test", target);
    }

    private static Exchange exchange(Assignment assignment) {
        Exchange exchange =
                Exchange.begin("test", 0, Runnable::run).saying(field -> Optional.of("2.5"));
        exchange.assigned(assignment);
        return exchange;
    }

    private void serve(Assignment assignment, @Nullable ErrorCode failure, float... answer) {
        serve(book, assignment, failure, answer);
    }

    private static void serve(
            EvidenceBook to, Assignment assignment, @Nullable ErrorCode failure, float... answer) {
        Exchange exchange = exchange(assignment);
        to.routed(exchange, 0);
        exchange.queued(1, 1);
        if (failure == null) {
            Map<String, Tensor> outputs =
                    Map.of("y", NumericTensor.ofFloats(MEMORY, Shape.of(1, answer.length), answer));
            to.answered(exchange, outputs);
        }
        exchange.ended(3_000_000, failure);
        to.finished(exchange);
    }

    private ArmSummary arm(VersionChoice arm) {
        return book.summary().arm(arm).orElseThrow();
    }

    @Test
    void eachArmHasItsOutcomes() {
        serve(to(CONTROL), null, .2f, .8f);
        serve(to(CANDIDATE), ErrorCode.INTERNAL);
        serve(to(CANDIDATE), ErrorCode.DEADLINE_EXCEEDED);
        serve(to(CANDIDATE), ErrorCode.INVALID_ARGUMENT);
        serve(to(CANDIDATE), ErrorCode.CANCELLED);
        assertThat(arm(CONTROL).counts()).isEqualTo(new ArmCounts(1, 1, 0, 0, 0));
        assertThat(arm(CANDIDATE).counts()).isEqualTo(new ArmCounts(4, 0, 2, 2, 0));
        assertThat(arm(CONTROL).latencies().quantileMillis(0.5)).isCloseTo(3, within(0.003));
        assertThat(arm(CONTROL).latencies().millis().mean()).isEqualTo(3);
        assertThat(arm(CANDIDATE).latencies().count()).isZero();
        assertThat(arm(CONTROL).outputs().answers()).isEqualTo(1);
    }

    @Test
    void whatTheExperimentDidNotDecideIsNoEvidence() {
        for (Cause cause : Cause.values()) {
            serve(
                    assignment(cause, cause == Cause.EXPERIMENT ? "another" : "test", CONTROL),
                    null,
                    1);
        }
        Exchange undivided = Exchange.begin("test");
        book.routed(undivided, 0);
        book.finished(undivided);
        assertThat(book.summary()).isEqualTo(EvidenceSummary.none("test", ARMS));
        assertThat(feedback.held()).isZero();
    }

    @Test
    void divertedRequestsAreCountedApart() {
        Assignment drawn = to(CANDIDATE);
        var diverted = new Assignment(drawn.id(), drawn.cause(), drawn.rule(), CONTROL, 0.5, true);
        serve(diverted, null, 1);
        var nowhere =
                new Assignment(
                        to(CONTROL).id(), Cause.EXPERIMENT, "test", VersionChoice.LATEST, 0, true);
        serve(nowhere, null, 1);
        assertThat(arm(CONTROL).counts()).isEqualTo(new ArmCounts(0, 0, 0, 0, 1));
        assertThat(arm(CONTROL).outputs().answers()).isZero();
        assertThat(book.divertedElsewhere()).isEqualTo(1);
        feedback.accept(Feedback.reward(diverted.id(), 1), 0);
        assertThat(feedback.counts().leftOut()).isEqualTo(1);
    }

    @Test
    void feedbackJoinsWithTheCovariate() {
        Assignment one = to(CANDIDATE);
        serve(one, null, .2f, .8f);
        feedback.accept(Feedback.label(one.id(), 1), 0);
        var accuracy = arm(CANDIDATE).feedback().metric("accuracy");
        assertThat(accuracy.all().mean()).isEqualTo(1);
        assertThat(accuracy.paired().covariate().mean()).isEqualTo(2.5);
    }

    @Test
    void manyThreadsAreCountedExactly() {
        int each = 5_000;
        IntStream.range(0, 8)
                .parallel()
                .forEach(thread -> {
                    for (int i = 0; i < each; i++) {
                        Assignment one = to(i % 2 == 0 ? CONTROL : CANDIDATE);
                        serve(
                                one,
                                i % 10 == 9 ? ErrorCode.INTERNAL : null,
                                i % 20 == 0 ? Float.NaN : 0.3f,
                                0.7f);
                    }
                });
        long half = 8L * each / 2;
        assertThat(arm(CONTROL).counts()).isEqualTo(new ArmCounts(half, half, 0, 0, 0));
        assertThat(arm(CANDIDATE).counts())
                .isEqualTo(new ArmCounts(half, half * 4 / 5, half / 5, 0, 0));
        assertThat(arm(CONTROL).latencies().count()).isEqualTo(half);
        assertThat(arm(CONTROL).latencies().histogram().getTotalCount()).isEqualTo(half);
        assertThat(arm(CONTROL).outputs().invalid().successes()).isEqualTo(half / 10);
        assertThat(arm(CONTROL).outputs().distinct()).hasSize(2);
        assertThat(arm(CANDIDATE).outputs().constant()).isTrue();
    }

    @Test
    void twoReplicasTogetherAreOneWhole() {
        EvidenceBook first = new EvidenceBook(TERMS, feedback, EvidenceSummary.none("test", ARMS));
        EvidenceBook second = new EvidenceBook(TERMS, feedback, EvidenceSummary.none("test", ARMS));
        for (int i = 0; i < 300; i++) {
            Assignment one = to(i % 3 == 0 ? CONTROL : CANDIDATE);
            float[] answer = {i % 7 / 7f, 1 - i % 7 / 7f};
            ErrorCode failure = i % 11 == 0 ? ErrorCode.INTERNAL : null;
            serve(book, one, failure, answer);
            Assignment same = to(one.target());
            serve(i % 2 == 0 ? first : second, same, failure, answer);
            feedback.accept(Feedback.label(one.id(), i % 2), 0);
            feedback.accept(Feedback.label(same.id(), i % 2), 0);
        }
        EvidenceSummary merged = first.summary().merge(second.summary());
        for (VersionChoice each : ARMS) {
            ArmSummary whole = arm(each);
            ArmSummary both = merged.arm(each).orElseThrow();
            assertThat(both.counts()).isEqualTo(whole.counts());
            assertThat(both.outputs()).isEqualTo(whole.outputs());
            assertThat(both.latencies().histogram()).isEqualTo(whole.latencies().histogram());
            assertThat(both.feedback().confusion()).isEqualTo(whole.feedback().confusion());
            assertThat(both.feedback().scores()).isEqualTo(whole.feedback().scores());
            var loss = both.feedback().metric("log_loss").paired();
            var expected = whole.feedback().metric("log_loss").paired();
            assertThat(loss.count()).isEqualTo(expected.count());
            assertThat(loss.outcome().mean()).isCloseTo(expected.outcome().mean(), within(1e-12));
            assertThat(loss.outcome().squares())
                    .isCloseTo(expected.outcome().squares(), within(1e-9));
        }
    }

    @Test
    void aRestartGoesOnFromTheBytes() {
        for (int i = 0; i < 50; i++) {
            Assignment one = to(i % 3 == 0 ? CONTROL : CANDIDATE);
            serve(one, i % 11 == 0 ? ErrorCode.INTERNAL : null, i / 50f, 1 - i / 50f);
            feedback.accept(Feedback.label(one.id(), i % 2), 0);
            feedback.accept(Feedback.reward(one.id(), i), 0);
        }
        EvidenceSummary before = book.summary();
        EvidenceSummary read = EvidenceSummary.fromBytes(before.toBytes());
        assertThat(read.view()).isEqualTo(before.view());
        assertThat(read.toBytes()).isEqualTo(before.toBytes());
        EvidenceBook after = new EvidenceBook(TERMS, feedback, read);
        serve(after, to(CONTROL), null, 1);
        assertThat(after.summary().arms().getFirst().counts().successes())
                .isEqualTo(before.arms().getFirst().counts().successes() + 1);
    }

    @Test
    void brokenBytesSayWhatIsWrongWithThem() {
        serve(to(CONTROL), null, 1, 2);
        byte[] bytes = book.summary().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EvidenceSummary.fromBytes(cut))
                    .isInstanceOf(ServingException.class)
                    .hasMessageStartingWith("these bytes are no summary of evidence: ");
        }
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> EvidenceSummary.fromBytes(changed))
                    .isInstanceOf(ServingException.class);
        }
        bytes[4] = 9;
        assertThatThrownBy(() -> EvidenceSummary.fromBytes(bytes))
                .hasMessageContaining("they are of version 9, this reads 1");
    }

    @Test
    void anotherExperimentsEvidenceIsRefused() {
        EvidenceSummary other = EvidenceSummary.none("other", ARMS);
        assertThatThrownBy(() -> new EvidenceBook(TERMS, feedback, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'test' with 2 arms and 'other' with 2");
        EvidenceSummary turned = EvidenceSummary.none("test", List.of(CANDIDATE, CONTROL));
        assertThatThrownBy(() -> new EvidenceBook(TERMS, feedback, turned))
                .hasMessageContaining("version 1")
                .hasMessageContaining("label canary");
    }
}

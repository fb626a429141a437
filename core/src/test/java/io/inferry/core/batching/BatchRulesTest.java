package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of TensorFlow Serving's batching, in its words. */
class BatchRulesTest {
    private static BatchSettings upstream(int rowsMax, int batchesMax) {
        var rules =
                new BatchRules(
                        BatchRules.Oversize.REFUSE,
                        0,
                        BatchRules.Padding.OFF,
                        batchesMax,
                        BatchRules.Manner.TENSORFLOW_SERVING);
        return new BatchSettings(
                BatchSettings.Mode.AUTO, rowsMax, Duration.ZERO, List.of(), List.of(), rules);
    }

    private static void assertFails(Outcomes outcome, ErrorCode code, String text) {
        ServingException failure = outcome.failure();
        assertThat(failure).hasMessage(text);
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void aRequestLargerThanABatchIsRefused() {
        try (var place = new Workplace(Workplace.settings(upstream(2, 0)))) {
            Outcomes large = place.submit(Exchange.begin("test"), place.x(3, 1, 2, 3));
            assertFails(
                    large,
                    ErrorCode.INVALID_ARGUMENT,
                    "Task size 3 is larger than maximum input batch size 2");
            Outcomes fits = place.submit(Exchange.begin("test"), place.x(2, 1, 2));
            assertThat(fits.floats("sum")).containsExactly(1, 2);
        }
    }

    @Test
    void aBatchBeyondThoseThatMayWaitIsRefusedAndTheOpenOneFillsUp() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(upstream(2, 1)), gate)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            place.submit(Exchange.begin("test"), place.x(1, 1));
            Outcomes last = place.submit(Exchange.begin("test"), place.x(1, 2));
            Outcomes refused = place.submit(Exchange.begin("test"), place.x(1, 3));
            assertFails(
                    refused,
                    ErrorCode.UNAVAILABLE,
                    "The batch scheduling queue to which this task was submitted is full;"
                            + " currently 1 batches enqueued and max_enqueued_batches is 1");
            gate.letThrough(2);
            assertThat(last.floats("sum")).containsExactly(2);
        }
    }

    @Test
    void scalarsAndUnequalRowsAreRefused() {
        try (var place = new Workplace(Workplace.settings(upstream(4, 0)))) {
            NumericTensor scalar = NumericTensor.ofFloats(place.memory(), Shape.of(), 1);
            assertFails(
                    submitLabels(place, scalar, "a"),
                    ErrorCode.INVALID_ARGUMENT,
                    "Batching Run() input tensors must have at least one dimension");
            assertFails(
                    submitLabels(place, place.x(2, 1, 2), "a"),
                    ErrorCode.INVALID_ARGUMENT,
                    "Batching Run() input tensors must have equal 0th-dimension size");
        }
    }

    private static Outcomes submitLabels(Workplace place, NumericTensor x, String... labels) {
        Tensor label = StringTensor.ofTexts(Shape.of(labels.length), labels);
        return place.submit(
                TestModel.LABELS,
                Exchange.begin("test"),
                Map.of("x", x, "label", label),
                Terms.STANDARD);
    }

    @Test
    void lateRequestsAreToldInUpstreamsWords() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(upstream(4, 0)), gate)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            var deadline = new Terms(Terms.Strictness.NAMES, 0, 5);
            Outcomes late = place.submit(Exchange.begin("test"), place.x(1, 1), deadline);
            place.advance(5);
            place.execution().expire();
            assertFails(
                    late,
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "Run() timeout exceeded while waiting in batching queue");
            gate.letThrough(1);
        }
    }

    @Test
    void aSignatureOfUnknownRanksIsJoinedWhereTheOperatorSaysSo() {
        var signature =
                new Signature(
                        "any",
                        List.of(new TensorSpec("x", DataType.FLOAT32, Shape.ANY)),
                        List.of(new TensorSpec("y", DataType.FLOAT32, Shape.ANY)));
        assertThat(new RowRule(signature, upstream(4, 0)).joins()).isTrue();
        assertThat(new RowRule(signature, BatchSettings.STANDARD).joins()).isFalse();
    }
}

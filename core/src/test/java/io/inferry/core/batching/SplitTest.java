package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Terms;
import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static BatchSettings pieces(int rowsMax, int pieceRows) {
        var rules =
                new BatchRules(
                        BatchRules.Oversize.SPLIT,
                        pieceRows,
                        BatchRules.Padding.LONGEST,
                        0,
                        BatchRules.Manner.OWN);
        return new BatchSettings(
                BatchSettings.Mode.AUTO, rowsMax, Duration.ZERO, List.of(), List.of(), rules);
    }

    @Test
    void aLargeRequestRunsInPiecesAndIsAnsweredAsOne() {
        try (var place = new Workplace(Workplace.settings(pieces(8, 2)))) {
            Exchange exchange = Exchange.begin("test");
            Outcomes outcome = place.submit(exchange, place.x(5, 1, 2, 3, 4, 5));
            assertThat(outcome.floats("sum")).containsExactly(1, 2, 3, 4, 5);
            assertThat(place.model().runs()).containsExactly(2L, 2L, 1L);
            assertThat(exchange.rows()).isEqualTo(5);
            assertThat(exchange.batchRows()).isEqualTo(2);
        }
    }

    @Test
    void stringsAreSplitAndPutTogetherToo() {
        try (var place = new Workplace(Workplace.settings(pieces(8, 2)))) {
            Outcomes outcome = place.submitLabels(place.x(3, 1, 2, 3), "a", "b", "c");
            assertThat(outcome.texts("name")).containsExactly("A", "B", "C");
        }
    }

    @Test
    void theLastPieceSharesItsBatchWithOthers() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(pieces(8, 2)), gate)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            Outcomes large = place.submit(Exchange.begin("test"), place.x(3, 1, 2, 3));
            Outcomes small = place.submit(Exchange.begin("test"), place.x(1, 4));
            gate.letThrough(3);
            assertThat(large.floats("sum")).containsExactly(1, 2, 3);
            assertThat(small.floats("sum")).containsExactly(4);
            assertThat(place.model().runs()).containsExactly(1L, 2L, 2L);
        }
    }

    @Test
    void aRequestWithMoreRowsThanAllowedIsRefused() {
        try (var place = new Workplace(Workplace.settings(pieces(4, 2)))) {
            Outcomes outcome = place.submit(Exchange.begin("test"), place.x(5, 1, 2, 3, 4, 5));
            assertThat(outcome.failure())
                    .hasMessage("Task size 5 is larger than maximum input batch size 4")
                    .extracting(ServingException::code)
                    .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
    }

    @Test
    void aPieceThatFailsFailsTheRequestAndTheOthersDoNotRun() {
        TestModel.Act refusesNegative =
                x -> {
                    if (x[0] < 0) {
                        throw ServingException.invalidArgument("negative");
                    }
                };
        try (var place = new Workplace(Workplace.settings(pieces(8, 2)), refusesNegative)) {
            Outcomes outcome = place.submit(Exchange.begin("test"), place.x(6, 1, 2, -3, 4, 5, 6));
            assertThat(outcome.failure()).hasMessage("negative");
            assertThat(place.model().runs()).containsExactly(2L, 2L);
        }
    }

    @Test
    void whatStillWaitsIsDroppedWhenTheCallerLeaves() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(pieces(8, 2)), gate)) {
            Exchange exchange = Exchange.begin("test");
            Outcomes outcome = place.submit(exchange, place.x(6, 1, 2, 3, 4, 5, 6));
            gate.awaitRun();
            exchange.cancel();
            gate.letThrough(1);
            assertThat(outcome.code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(place.model().runs()).containsExactly(2L);
        }
    }

    @Test
    void allPiecesEnterTheQueueOrNone() {
        var limits = new LimitSettings(2, 1000, Duration.ZERO);
        try (var place = new Workplace(Workplace.settings(pieces(8, 2), limits, 1))) {
            Outcomes outcome = place.submit(Exchange.begin("test"), place.x(5, 1, 2, 3, 4, 5));
            assertThat(outcome.failure())
                    .hasMessage(
                            "the queue of sums/3 is full: 0 requests wait and 3 pieces came,"
                                    + " limits.queue_requests_max is 2");
            assertThat(place.model().runs()).isEmpty();
        }
    }

    @Test
    void aModelWhoseOutputsHaveNotTheRowsRunsTheRequestWhole() {
        try (var place = new Workplace(Workplace.settings(pieces(8, 2)))) {
            Outcomes outcome =
                    place.submit(
                            TestModel.TOTAL,
                            Exchange.begin("test"),
                            Map.of("x", place.x(3, 1, 2, 3)),
                            Terms.STANDARD);
            assertThat(outcome.floats("sum")).containsExactly(6);
            assertThat(place.model().runs()).last().isEqualTo(3L);
            assertThat(place.execution().remark()).isPresent();
        }
    }

    @Test
    void piecesPaddedToDifferentLengthsAreRunWholeAfterAll() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(pieces(8, 2)), gate)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            Outcomes narrow = echo(place, 3, 1, 2, 3);
            Outcomes wide = echo(place, 1, 4, 5);
            gate.letThrough(4);
            assertThat(wide.floats("x")).containsExactly(4, 5);
            assertThat(narrow.floats("x")).containsExactly(1, 2, 3);
            assertThat(place.model().runs()).containsExactly(1L, 2L, 2L, 3L);
        }
    }

    private static Outcomes echo(Workplace place, int rows, float... values) {
        return place.submit(
                TestModel.ECHO,
                Exchange.begin("test"),
                Map.of("x", place.x(rows, values)),
                Terms.STANDARD);
    }

    @Test
    void closingAnswersARequestWhosePiecesWait() throws InterruptedException {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(pieces(8, 2)), gate)) {
            Outcomes outcome = place.submit(Exchange.begin("test"), place.x(4, 1, 2, 3, 4));
            gate.awaitRun();
            var closing = Thread.ofVirtual().start(place.execution()::close);
            while (place.execution().status().waiting() > 0) {
                Thread.onSpinWait();
            }
            gate.letThrough(1);
            closing.join();
            assertThat(outcome.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        }
    }
}

package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Terms;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ExecutionTest {
    private static BatchSettings batching(int rowsMax, Integer... allowed) {
        return new BatchSettings(
                BatchSettings.Mode.AUTO, rowsMax, Duration.ZERO, List.of(), List.of(allowed));
    }

    @Test
    void singleRequestRunsOnAnInstanceThread() {
        try (var place = new Workplace(Workplace.settings(BatchSettings.STANDARD))) {
            Exchange exchange = Exchange.begin("test");
            Outcomes outcome = place.submit(exchange, place.x(2, 1, 2, 3, 4));
            assertThat(outcome.floats("sum")).containsExactly(3, 7);
            assertThat(outcome.thread()).isEqualTo("inferry-sums-3-0");
            assertThat(exchange.rows()).isEqualTo(2);
            assertThat(exchange.batchRows()).isEqualTo(2);
            assertThat(place.observed()).containsExactly("1 requests 2 rows");
        }
    }

    @Test
    void jobsThatWaitTogetherRunTogether() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(batching(64)), gate)) {
            Outcomes first = place.submit(Exchange.begin("test"), place.x(1, 1));
            gate.awaitRun();
            Exchange exchange = Exchange.begin("test");
            Outcomes second = place.submit(exchange, place.x(2, 2, 3));
            Outcomes third = place.submit(Exchange.begin("test"), place.x(1, 4));
            assertThat(place.execution().status().waiting()).isEqualTo(2);
            assertThat(place.execution().status().waitingBytes()).isEqualTo(12);
            assertThat(place.execution().status().running()).isEqualTo(1);
            gate.letThrough(2);
            assertThat(first.floats("sum")).containsExactly(1);
            assertThat(second.floats("sum")).containsExactly(2, 3);
            assertThat(third.floats("sum")).containsExactly(4);
            assertThat(place.model().runs()).containsExactly(1L, 3L);
            assertThat(exchange.batchRows()).isEqualTo(3);
            assertThat(place.observed()).contains("2 requests 3 rows");
        }
    }

    @Test
    void stringsAreJoinedAndCutLikeNumbers() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(batching(4, 4)), gate)) {
            Outcomes first = place.submitLabels(place.x(1, 1), "a");
            gate.awaitRun();
            Outcomes second = place.submitLabels(place.x(2, 2, 3), "b", "c");
            Outcomes third = place.submitLabels(place.x(1, 4), "d");
            gate.letThrough(2);
            assertThat(first.texts("name")).containsExactly("A");
            assertThat(second.texts("name")).containsExactly("B", "C");
            assertThat(third.texts("name")).containsExactly("D");
            assertThat(place.model().runs()).containsExactly(4L, 4L);
        }
    }

    @Test
    void batchIsPaddedWithTheFirstRowOfItsLastRequestAndThePaddingIsCutOff() {
        TestModel.Act firstRowAgain = x -> assertThat(x).containsExactly(1, 2, 3, 1);
        try (var place = new Workplace(Workplace.settings(batching(8, 4, 8)), firstRowAgain)) {
            Outcomes outcome = place.submit(Exchange.begin("test"), place.x(3, 1, 2, 3));
            assertThat(outcome.floats("sum")).containsExactly(1, 2, 3);
            assertThat(place.model().runs()).containsExactly(4L);
        }
    }

    @Test
    void requestLargerThanEveryAllowedSizeRunsAsItIs() {
        try (var place = new Workplace(Workplace.settings(batching(2, 2)))) {
            Outcomes outcome = place.submit(Exchange.begin("test"), place.x(3, 1, 2, 3));
            assertThat(outcome.floats("sum")).containsExactly(1, 2, 3);
            assertThat(place.model().runs()).containsExactly(3L);
        }
    }

    @Test
    void oneBadRequestFailsAlone() {
        var gate = new Gate();
        TestModel.Act refusesNaN =
                x -> {
                    gate.run(x);
                    for (float value : x) {
                        if (Float.isNaN(value)) {
                            throw ServingException.invalidArgument("NaN");
                        }
                    }
                };
        try (var place = new Workplace(Workplace.settings(batching(64)), refusesNaN)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            Outcomes good = place.submit(Exchange.begin("test"), place.x(1, 1));
            Outcomes bad = place.submit(Exchange.begin("test"), place.x(1, Float.NaN));
            Outcomes fine = place.submit(Exchange.begin("test"), place.x(1, 2));
            gate.letThrough(5);
            assertThat(good.floats("sum")).containsExactly(1);
            assertThat(bad.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(fine.floats("sum")).containsExactly(2);
            assertThat(place.model().runs()).containsExactly(1L, 3L, 1L, 1L, 1L);
        }
    }

    @Test
    void modelWhoseOutputsHaveNotTheRowsOfTheBatchIsNotBatchedAgain() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(batching(64)), gate)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            Outcomes one = submitTotal(place, 1, 2);
            Outcomes two = submitTotal(place, 3, 4);
            assertThat(place.execution().remark()).isEmpty();
            gate.letThrough(10);
            assertThat(one.floats("sum")).containsExactly(3);
            assertThat(two.floats("sum")).containsExactly(7);
            assertThat(place.model().runs()).containsExactly(1L, 4L, 2L, 2L);
            assertThat(place.execution().remark())
                    .contains(
                            "batching is off for signature 'total': the outputs of a batch did not"
                                    + " have its rows");
        }
    }

    private static Outcomes submitTotal(Workplace place, float... values) {
        return place.submit(
                TestModel.TOTAL,
                Exchange.begin("test"),
                Map.of("x", place.x(values.length, values)),
                Terms.STANDARD);
    }

    @Test
    void batchingOffRunsEachRequestAlone() {
        var gate = new Gate();
        var off =
                new BatchSettings(BatchSettings.Mode.OFF, 64, Duration.ZERO, List.of(), List.of());
        try (var place = new Workplace(Workplace.settings(off), gate)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            place.submit(Exchange.begin("test"), place.x(1, 1));
            Outcomes last = place.submit(Exchange.begin("test"), place.x(2, 1, 2));
            gate.letThrough(3);
            assertThat(last.floats("sum")).containsExactly(1, 2);
            assertThat(place.model().runs()).containsExactly(1L, 1L, 2L);
        }
    }

    @Test
    void errorOfTheModelFailsTheRequestAndTheInstanceLivesOn() {
        TestModel.Act overflows =
                x -> {
                    if (x[0] < 0) {
                        throw new StackOverflowError();
                    }
                };
        try (var place = new Workplace(Workplace.settings(batching(64)), overflows)) {
            Outcomes bad = place.submit(Exchange.begin("test"), place.x(1, -1));
            assertThat(bad.failure())
                    .hasMessage("model sums/3 failed: java.lang.StackOverflowError")
                    .extracting(ServingException::code)
                    .isEqualTo(ErrorCode.INTERNAL);
            Outcomes good = place.submit(Exchange.begin("test"), place.x(1, 1));
            assertThat(good.floats("sum")).containsExactly(1);
        }
    }

    @Test
    void delayedBatchLeavesWhenTheClockSaysSo() {
        var delayed =
                new BatchSettings(
                        BatchSettings.Mode.AUTO, 64, Duration.ofMillis(1), List.of(), List.of());
        try (var place = new Workplace(Workplace.settings(delayed))) {
            Outcomes one = place.submit(Exchange.begin("test"), place.x(1, 1));
            Outcomes two = place.submit(Exchange.begin("test"), place.x(1, 2));
            assertThat(one.isThere()).isFalse();
            place.advance(1_000_000);
            assertThat(one.floats("sum")).containsExactly(1);
            assertThat(two.floats("sum")).containsExactly(2);
            assertThat(place.model().runs()).containsExactly(2L);
        }
    }

    @Test
    void instancesRunAtTheSameTime() {
        var gate = new Gate();
        var two = Workplace.settings(batching(1), Workplace.settings(batching(1)).limits(), 2);
        try (var place = new Workplace(two, gate)) {
            Outcomes one = place.submit(Exchange.begin("test"), place.x(1, 1));
            Outcomes other = place.submit(Exchange.begin("test"), place.x(1, 2));
            gate.awaitRun();
            gate.awaitRun();
            gate.letThrough(2);
            assertThat(one.floats("sum")).containsExactly(1);
            assertThat(other.floats("sum")).containsExactly(2);
        }
    }

    @Test
    void runNowLeavesTheInputsToTheCaller() {
        try (var place = new Workplace(Workplace.settings(BatchSettings.STANDARD));
                Tensor x = place.x(1, 1, 2)) {
            Map<String, Tensor> outputs = place.execution().runNow(TestModel.SUMS, Map.of("x", x));
            assertThat(outputs).containsOnlyKeys("sum");
            assertThat(x.isClosed()).isFalse();
            outputs.values().forEach(Tensor::close);
        }
    }

    @Test
    void closingFailsWhatWaitsAndFinishesWhatRuns() throws InterruptedException {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(batching(64)), gate)) {
            Outcomes running = place.submit(Exchange.begin("test"), place.x(1, 1));
            gate.awaitRun();
            Outcomes waiting = place.submit(Exchange.begin("test"), place.x(1, 2));
            Thread closer = Thread.ofPlatform().start(place.execution()::close);
            assertThat(waiting.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            Outcomes late = place.submit(Exchange.begin("test"), place.x(1, 3));
            assertThat(late.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(running.isThere()).isFalse();
            gate.letThrough(1);
            assertThat(running.floats("sum")).containsExactly(1);
            closer.join();
            assertThatThrownBy(() -> place.execution().runNow(TestModel.SUMS, Map.of()))
                    .hasMessage("model sums/3 is being unloaded");
        }
    }

    @Test
    void receiverThatThrowsHarmsNobodyElse() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(batching(64)), gate)) {
            List<Throwable> uncaught = new CopyOnWriteArrayList<>();
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            place.submitTo(
                    new JobOutcome() {
                        @Override
                        public void ran(Map<String, Tensor> outputs) {
                            outputs.values().forEach(Tensor::close);
                            Thread.currentThread()
                                    .setUncaughtExceptionHandler(
                                            (thread, thrown) -> uncaught.add(thrown));
                            throw new IllegalStateException("receiver");
                        }

                        @Override
                        public void failed(ServingException failure) {}
                    },
                    place.x(1, 1));
            Outcomes neighbour = place.submit(Exchange.begin("test"), place.x(1, 2));
            gate.letThrough(2);
            assertThat(neighbour.floats("sum")).containsExactly(2);
            assertThat(uncaught).hasSize(1);
        }
    }

    @Test
    void threadsAndRunnersAreGoneAfterClosing() {
        Thread[] threads = new Thread[1];
        TestModel.Act remembers = x -> threads[0] = Thread.currentThread();
        try (var place = new Workplace(Workplace.settings(batching(64)), remembers)) {
            place.submit(Exchange.begin("test"), place.x(1, 0)).floats("sum");
        }
        assertThat(threads[0].isAlive()).isFalse();
    }
}

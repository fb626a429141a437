package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.inference.Exchange;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class DirectRunTest {
    private static Workplace place(int instances) {
        return new Workplace(
                Workplace.settings(BatchSettings.STANDARD, LimitSettings.STANDARD, instances));
    }

    private static Exchange on(Workplace place, Executor loop) {
        return Exchange.begin("test", place.now(), loop);
    }

    private static String here() {
        return Thread.currentThread().getName();
    }

    @Test
    void oneDrainAnswersEverythingThatOneTickBrought() {
        var loop = new IoLoop();
        try (var place = place(1)) {
            place.makeFast();
            Outcomes one = place.submit(on(place, loop), place.x(1, 1));
            Outcomes two = place.submit(on(place, loop), place.x(2, 2, 3));
            Outcomes three = place.submit(on(place, loop), place.x(1, 4));
            assertThat(loop.waiting()).isEqualTo(1);
            loop.runOne();
            assertThat(one.floats("sum")).containsExactly(1);
            assertThat(two.floats("sum")).containsExactly(2, 3);
            assertThat(three.floats("sum")).containsExactly(4);
            assertThat(three.thread()).isEqualTo(here());
            assertThat(place.model().runs()).containsExactly(1L, 4L);
            assertThat(loop.waiting()).isZero();
        }
    }

    @Test
    void requestsOfAModelThatRemembersAreNeverJoined() {
        var loop = new IoLoop();
        var remembering =
                new TestModel.Act() {
                    @Override
                    public void run(float[] x) {}

                    @Override
                    public boolean isStateful() {
                        return true;
                    }
                };
        try (var place = new Workplace(Workplace.settings(BatchSettings.STANDARD), remembering)) {
            place.makeFast();
            Outcomes one = place.submit(on(place, loop), place.x(1, 1));
            Outcomes two = place.submit(on(place, loop), place.x(2, 2, 3));
            loop.runOne();
            assertThat(one.floats("sum")).containsExactly(1);
            assertThat(two.floats("sum")).containsExactly(2, 3);
            assertThat(place.model().runs()).containsExactly(1L, 1L, 2L);
        }
    }

    @Test
    void unmeasuredModelRunsOnItsOwnThread() {
        var loop = new IoLoop();
        try (var place = place(1)) {
            Outcomes outcome = place.submit(on(place, loop), place.x(1, 1));
            assertThat(outcome.floats("sum")).containsExactly(1);
            assertThat(loop.waiting()).isZero();
        }
    }

    @Test
    void requestWithoutIoThreadRunsOnAnInstanceThread() {
        try (var place = place(1)) {
            place.makeFast();
            Outcomes outcome = place.submit(Exchange.begin("test"), place.x(1, 1));
            assertThat(outcome.floats("sum")).containsExactly(1);
            assertThat(outcome.thread()).isEqualTo("inferry-sums-3-0");
        }
    }

    @Test
    void delayKeepsBatchesOffTheIoThread() {
        var loop = new IoLoop();
        var delayed =
                new BatchSettings(
                        BatchSettings.Mode.AUTO, 1, Duration.ofSeconds(1), List.of(), List.of());
        try (var place = new Workplace(Workplace.settings(delayed))) {
            place.makeFast();
            Outcomes outcome = place.submit(on(place, loop), place.x(1, 1));
            assertThat(outcome.floats("sum")).containsExactly(1);
            assertThat(loop.waiting()).isZero();
        }
    }

    @Test
    void requestLargerThanABatchDoesNotHoldTheIoThread() {
        var loop = new IoLoop();
        var small =
                new BatchSettings(BatchSettings.Mode.AUTO, 2, Duration.ZERO, List.of(), List.of());
        try (var place = new Workplace(Workplace.settings(small))) {
            place.makeFast();
            Outcomes outcome = place.submit(on(place, loop), place.x(3, 1, 2, 3));
            assertThat(outcome.floats("sum")).containsExactly(1, 2, 3);
            assertThat(loop.waiting()).isZero();
        }
    }

    @Test
    void drainHandsTheRestToAnotherAfterItsShareOfBatches() {
        var loop = new IoLoop();
        var single =
                new BatchSettings(BatchSettings.Mode.AUTO, 1, Duration.ZERO, List.of(), List.of());
        try (var place = new Workplace(Workplace.settings(single))) {
            place.makeFast();
            List<Outcomes> outcomes = new ArrayList<>();
            for (int i = 0; i < Drain.BATCHES_MAX + 1; i++) {
                outcomes.add(place.submit(on(place, loop), place.x(1, i)));
            }
            loop.runOne();
            assertThat(outcomes.getLast().isThere()).isFalse();
            assertThat(loop.waiting()).isEqualTo(1);
            loop.runOne();
            assertThat(outcomes.getLast().floats("sum")).containsExactly(Drain.BATCHES_MAX);
        }
    }

    @Test
    void modelThatBecomesSlowGoesBackToItsThreads() {
        var loop = new IoLoop();
        List<Workplace> places = new ArrayList<>();
        TestModel.Act slow =
                x -> {
                    if (!places.isEmpty()) {
                        places.getFirst().advance(Pace.SLOW_ABOVE_NANOS * 100);
                    }
                };
        try (var place = new Workplace(Workplace.settings(BatchSettings.STANDARD), slow)) {
            place.makeFast();
            assertThat(place.execution().runsDirectly()).isTrue();
            places.add(place);
            for (int i = 0; place.execution().runsDirectly(); i++) {
                assertThat(i).isLessThan(100);
                place.submit(on(place, loop), place.x(1, i));
                loop.runOne();
            }
            Outcomes outcome = place.submit(on(place, loop), place.x(1, 1));
            assertThat(outcome.floats("sum")).containsExactly(1);
            assertThat(outcome.thread()).isEqualTo("inferry-sums-3-0");
        }
    }

    @Test
    void threadTakesOverWhatALateIoThreadDoesNotRun() {
        var loop = new IoLoop();
        try (var place = place(1)) {
            place.makeFast();
            Outcomes outcome = place.submit(on(place, loop), place.x(1, 1));
            assertThat(loop.waiting()).isEqualTo(1);
            place.advance(BatchQueue.PATIENCE_NANOS);
            assertThat(outcome.floats("sum")).containsExactly(1);
            assertThat(outcome.thread()).isEqualTo("inferry-sums-3-0");
            loop.runAll();
        }
    }

    @Test
    void drainThatCameTooLateMayServeTheNextReservation() {
        var late = new IoLoop();
        var loop = new IoLoop();
        try (var place = place(1)) {
            place.makeFast();
            Outcomes outcome = place.submit(on(place, late), place.x(1, 1));
            place.advance(BatchQueue.PATIENCE_NANOS);
            assertThat(outcome.floats("sum")).containsExactly(1);
            Outcomes next = place.submit(on(place, loop), place.x(1, 2));
            late.runAll();
            loop.runAll();
            assertThat(next.floats("sum")).containsExactly(2);
        }
    }

    @Test
    void threadRunsWhatADeadIoThreadRefuses() {
        Executor dead =
                task -> {
                    throw new RejectedExecutionException("shut down");
                };
        try (var place = place(1)) {
            place.makeFast();
            Outcomes outcome = place.submit(on(place, dead), place.x(1, 1));
            assertThat(outcome.floats("sum")).containsExactly(1);
        }
    }

    @Test
    void requestsOfOtherIoThreadsJoinTheDrainThatIsPosted() {
        var loop = new IoLoop();
        var other = new IoLoop();
        try (var place = place(1)) {
            place.makeFast();
            place.submit(on(place, loop), place.x(1, 1));
            Outcomes guest = place.submit(on(place, other), place.x(1, 2));
            assertThat(other.waiting()).isZero();
            loop.runOne();
            assertThat(guest.floats("sum")).containsExactly(2);
        }
    }

    @Test
    void eachIoThreadDrainsForItselfWhileInstancesAreFree() {
        var loop = new IoLoop();
        var other = new IoLoop();
        try (var place = place(2)) {
            place.makeFast();
            place.submit(on(place, loop), place.x(1, 1));
            place.submit(on(place, other), place.x(1, 2));
            assertThat(loop.waiting()).isEqualTo(1);
            assertThat(other.waiting()).isEqualTo(1);
            loop.runAll();
            other.runAll();
            assertThat(place.model().runs()).containsExactly(1L, 2L);
        }
    }

    @Test
    void closingFailsWhatWaitedForADrain() {
        var loop = new IoLoop();
        var place = place(1);
        place.makeFast();
        Outcomes outcome = place.submit(on(place, loop), place.x(1, 1));
        place.close();
        assertThat(outcome.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        loop.runAll();
    }
}

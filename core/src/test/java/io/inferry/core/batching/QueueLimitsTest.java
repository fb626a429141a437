package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Terms;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueueLimitsTest {
    private static Workplace place(int requestsMax, long bytesMax, Gate gate) {
        var limits = new LimitSettings(requestsMax, bytesMax, Duration.ZERO);
        return new Workplace(Workplace.settings(BatchSettings.STANDARD, limits, 1), gate);
    }

    private static Terms deadline(long nanos) {
        return new Terms(Terms.Strictness.NAMES, 0, nanos);
    }

    /** One request runs, so that the next ones wait. */
    private static void occupy(Workplace place, Gate gate) {
        place.submit(Exchange.begin("test"), place.x(1, 0));
        gate.awaitRun();
    }

    @Test
    void requestBeyondTheLimitIsRefusedAndTheOthersRun() {
        var gate = new Gate();
        try (var place = place(2, 1000, gate)) {
            occupy(place, gate);
            Outcomes one = place.submit(Exchange.begin("test"), place.x(1, 1));
            place.submit(Exchange.begin("test"), place.x(1, 2));
            Outcomes refused = place.submit(Exchange.begin("test"), place.x(1, 3));
            assertThat(refused.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
            assertThat(refused.failure())
                    .hasMessage(
                            "the queue of sums/3 is full: 2 requests wait,"
                                    + " limits.queue_requests_max is 2");
            gate.letThrough(2);
            assertThat(one.floats("sum")).containsExactly(1);
        }
    }

    @Test
    void bytesBeyondTheLimitAreRefused() {
        var gate = new Gate();
        try (var place = place(10, 12, gate)) {
            occupy(place, gate);
            place.submit(Exchange.begin("test"), place.x(1, 1, 2));
            Outcomes refused = place.submit(Exchange.begin("test"), place.x(1, 1, 2));
            assertThat(refused.failure())
                    .hasMessage(
                            "the queue of sums/3 is full: 8 bytes wait and 8 came,"
                                    + " limits.queue_bytes_max is 12");
            gate.letThrough(2);
        }
    }

    @Test
    void requestsInVainMakeRoomInAFullQueue() {
        var gate = new Gate();
        try (var place = place(2, 1000, gate)) {
            occupy(place, gate);
            Exchange left = Exchange.begin("test");
            Outcomes cancelled = place.submit(left, place.x(1, 1));
            Outcomes late = place.submit(Exchange.begin("test"), place.x(1, 2), deadline(5));
            left.cancel();
            place.advance(5);
            Outcomes fits = place.submit(Exchange.begin("test"), place.x(1, 3));
            assertThat(cancelled.code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(late.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            gate.letThrough(2);
            assertThat(fits.floats("sum")).containsExactly(3);
        }
    }

    @Test
    void requestPastItsDeadlineIsEndedWhileTheInstanceIsBusy() {
        var gate = new Gate();
        try (var place = place(10, 1000, gate)) {
            occupy(place, gate);
            Outcomes late = place.submit(Exchange.begin("test"), place.x(1, 2), deadline(5));
            Outcomes patient = place.submit(Exchange.begin("test"), place.x(1, 3));
            place.advance(5);
            place.execution().expire();
            assertThat(late.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            gate.letThrough(2);
            assertThat(patient.floats("sum")).containsExactly(3);
        }
    }

    @Test
    void requestInVainIsEndedWhenTheBatchIsFormedAndDoesNotRun() {
        var gate = new Gate();
        try (var place = place(10, 1000, gate)) {
            occupy(place, gate);
            Exchange left = Exchange.begin("test");
            Outcomes cancelled = place.submit(left, place.x(1, 1));
            Outcomes late = place.submit(Exchange.begin("test"), place.x(1, 2), deadline(5));
            Outcomes good = place.submit(Exchange.begin("test"), place.x(1, 3));
            left.cancel();
            place.advance(5);
            gate.letThrough(2);
            assertThat(cancelled.code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(late.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            assertThat(good.floats("sum")).containsExactly(3);
            assertThat(place.model().runs()).containsExactly(1L, 1L);
        }
    }
}

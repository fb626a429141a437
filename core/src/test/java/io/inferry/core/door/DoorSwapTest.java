package io.inferry.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.model.ModelRef;
import io.inferry.core.catalog.Servable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Versions come and go as the reconciler does it, while several callers never pause. */
class DoorSwapTest {
    private static final int CALLERS = 4;
    private static final int SWAPS = 100;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void noRequestFailsWhileVersionsAreSwapped() throws InterruptedException {
        try (var house = new House()) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(Thread.ofPlatform().start(() -> callUntilEnough(house)));
            }
            for (int version = 2; version < 2 + SWAPS; version++) {
                Servable old = house.catalog().get().find(ModelRef.latest("sums"));
                house.publish(house.servable(version));
                var drained = new CountDownLatch(1);
                old.retire(drained::countDown);
                assertThat(drained.await(20, TimeUnit.SECONDS)).isTrue();
                old.execution().close();
            }
            enough.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(failures).isEmpty();
            assertThat(answers.get()).isGreaterThan(SWAPS);
        }
    }

    private void callUntilEnough(House house) {
        while (!enough.get()) {
            var replies = new House.Replies();
            Call call = house.door().open(ModelRef.latest("sums"), Exchange.begin("test"));
            call.run(InferenceRequest.of("serving_default", Map.of("x", house.x(1, 1))), replies);
            if (replies.isAnswer()) {
                answers.incrementAndGet();
            } else {
                failures.add(replies.failure().exception().text());
            }
        }
    }
}

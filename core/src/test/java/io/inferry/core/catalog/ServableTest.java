package io.inferry.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.ModelId;
import io.inferry.core.lifecycle.LinearServables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ServableTest {
    private final AtomicInteger drained = new AtomicInteger();

    private static final Servable FIRST = LinearServables.of(new ModelId("m", 1));

    /** Leases do not touch what runs, so all share one execution. */
    private static Servable servable() {
        return new Servable(FIRST.description(), FIRST.settings(), FIRST.execution());
    }

    @Test
    void aServableWithoutLeasesIsDrainedWhenItRetires() {
        servable().retire(drained::incrementAndGet);
        assertThat(drained).hasValue(1);
    }

    @Test
    void theLastLeaseDrainsARetiredServable() {
        Servable servable = servable();
        assertThat(servable.tryLease()).isTrue();
        assertThat(servable.tryLease()).isTrue();
        servable.retire(drained::incrementAndGet);
        servable.endLease();
        assertThat(drained).hasValue(0);
        assertThat(servable.leases()).isEqualTo(1);
        servable.endLease();
        assertThat(drained).hasValue(1);
    }

    @Test
    void aRetiredServableGivesNoLease() {
        Servable servable = servable();
        servable.tryLease();
        servable.retire(drained::incrementAndGet);
        assertThat(servable.tryLease()).isFalse();
        servable.endLease();
        assertThat(servable.tryLease()).isFalse();
        assertThat(drained).hasValue(1);
    }

    @Test
    void leasesAreReusedWithoutDraining() {
        Servable servable = servable();
        for (int i = 0; i < 3; i++) {
            assertThat(servable.tryLease()).isTrue();
            servable.endLease();
        }
        assertThat(servable.leases()).isZero();
        assertThat(drained).hasValue(0);
    }

    @Test
    void itIsDrainedExactlyOnceHoweverThreadsMeet() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            AtomicInteger times = new AtomicInteger();
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger insideWhenDrained = new AtomicInteger();
            Servable servable = servable();
            CountDownLatch begin = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    await(begin);
                                    while (servable.tryLease()) {
                                        inside.incrementAndGet();
                                        inside.decrementAndGet();
                                        servable.endLease();
                                    }
                                }));
            }
            begin.countDown();
            servable.retire(() -> {
                insideWhenDrained.set(inside.get());
                times.incrementAndGet();
            });
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(times).hasValue(1);
            assertThat(insideWhenDrained).hasValue(0);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

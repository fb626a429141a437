package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    private void run(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            pace.ran(nanos);
        }
    }

    @Test
    void unmeasuredModelIsNotFast() {
        assertThat(pace.isFast()).isFalse();
    }

    @Test
    void oneShortRunIsEnough() {
        run(1, 50_000);
        assertThat(pace.isFast()).isTrue();
    }

    @Test
    void slowFirstRunIsForgottenSoon() {
        run(1, 20_000_000);
        run(20, 20_000);
        assertThat(pace.isFast()).isTrue();
    }

    @Test
    void onePauseOfTheJvmIsNoNews() {
        run(10, 50_000);
        run(1, 2_000_000_000);
        assertThat(pace.isFast()).isTrue();
    }

    @Test
    void modelThatBecomesSlowIsFoundOutInAFewRuns() {
        run(10, 5_000);
        run(10, 5_000_000);
        assertThat(pace.isFast()).isFalse();
    }

    @Test
    void betweenTheBoundsNothingChanges() {
        run(10, 300_000);
        assertThat(pace.isFast()).isFalse();
        run(20, 100_000);
        assertThat(pace.isFast()).isTrue();
        run(50, 500_000);
        assertThat(pace.isFast()).isTrue();
    }
}

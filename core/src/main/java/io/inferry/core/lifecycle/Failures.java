package io.inferry.core.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The failures in a row of one version, and when it may be tried again. Used by the loop only. */
final class Failures {
    private final LifecycleSettings.Retry retry;
    private @Nullable LoadPlan plan;
    private int count;
    private Instant retryAt = Instant.MIN;

    Failures(LifecycleSettings.Retry retry) {
        this.retry = retry;
    }

    /** One more; returns how long it is until the next try. */
    Duration add(LoadPlan failed, Instant now) {
        plan = failed;
        count++;
        Duration delay = retry.delayAfter(count);
        retryAt = now.plus(delay);
        return delay;
    }

    /** Whether this may be loaded now; what changed after it failed may be at once. */
    boolean allow(@Nullable LoadPlan next, Instant now) {
        return plan == null || !plan.equals(next) || isDue(now);
    }

    /** A delay that is longer than any can be comes from a clock that was set back. */
    private boolean isDue(Instant now) {
        return !now.isBefore(retryAt) || now.plus(retry.delayMax()).isBefore(retryAt);
    }

    boolean isEmpty() {
        return plan == null;
    }

    void endDelay() {
        retryAt = Instant.MIN;
    }

    void clear() {
        plan = null;
        count = 0;
        retryAt = Instant.MIN;
    }
}

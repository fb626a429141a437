package io.inferry.experiment.store.journal;

/** Knows since when records wait to be forced to the disk, and whether that is too long. */
final class ForcePace {
    private final FsyncPolicy policy;
    private boolean waiting;
    private long waitingSinceNanos;

    ForcePace(FsyncPolicy policy) {
        this.policy = policy;
    }

    void appended(long nowNanos) {
        if (!waiting && !(policy instanceof FsyncPolicy.Always)) {
            waiting = true;
            waitingSinceNanos = nowNanos;
        }
    }

    void forced() {
        waiting = false;
    }

    /** Whether a record was appended that the disk may not have yet. */
    boolean isWaiting() {
        return waiting;
    }

    boolean isDue(long nowNanos) {
        return waiting
                && policy instanceof FsyncPolicy.Every every
                && nowNanos - waitingSinceNanos >= every.interval().toNanos();
    }
}

package io.inferry.core.catalog;

import io.inferry.api.model.ModelDescription;
import io.inferry.api.settings.ModelSettings;
import io.inferry.core.batching.Execution;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One loaded version as requests see it: what it takes, how it runs, and the count of leases on it.
 * The count is kept here and not per catalog, so that publishing a catalog never waits for a
 * request.
 */
public final class Servable {
    private static final long RETIRED = Long.MIN_VALUE;

    private final ModelDescription description;
    private final ModelSettings settings;
    private final Execution execution;

    /** Leases held; {@link #RETIRED} is added when no new one may be taken. */
    private final AtomicLong leases = new AtomicLong();

    private Runnable whenDrained = () -> {};

    public Servable(ModelDescription description, ModelSettings settings, Execution execution) {
        this.description = description;
        this.settings = settings;
        this.execution = execution;
    }

    /** What callers may know of it. */
    public ModelDescription description() {
        return description;
    }

    /** How it was told to run. */
    public ModelSettings settings() {
        return settings;
    }

    /** Its queue and instances. */
    public Execution execution() {
        return execution;
    }

    /**
     * Takes a lease: until {@link #endLease()} the version stays loaded.
     *
     * @return false when the version is leaving: look again in the newest catalog
     */
    public boolean tryLease() {
        long held = leases.get();
        while (held >= 0) {
            if (leases.compareAndSet(held, held + 1)) {
                return true;
            }
            held = leases.get();
        }
        return false;
    }

    /**
     * Gives one lease back; called exactly once for each that was taken, by any thread. The last
     * one tells the reconciler and does not itself close anything.
     */
    public void endLease() {
        if (leases.decrementAndGet() == RETIRED) {
            whenDrained.run();
        }
    }

    /** Leases held now. */
    public long leases() {
        return leases.get() & Long.MAX_VALUE;
    }

    /**
     * Refuses new leases from now on; called once, by the reconciler, after a catalog without this
     * servable was published.
     *
     * @param drained called once, by whichever thread gives the last lease back; must be short
     */
    public void retire(Runnable drained) {
        whenDrained = drained;
        if (leases.getAndAdd(RETIRED) == 0) {
            drained.run();
        }
    }
}

package io.inferry.core.lifecycle;

import java.time.Duration;

/**
 * How versions come and go.
 *
 * @param loadThreads loads, and closings, at the same time
 * @param retry how failed loads are tried again
 * @param drainMax how long a leaving version's last requests may take before that is reported, and
 *     how long closing the whole server waits for them
 * @param startWaitMax how long start waits for the first loads at most
 * @param history what is remembered
 * @param preserve what matters more while a version is exchanged
 * @param readiness when traffic should come
 */
public record LifecycleSettings(
        int loadThreads,
        Retry retry,
        Duration drainMax,
        Duration startWaitMax,
        HistoryBounds history,
        Preserve preserve,
        ReadinessRule readiness) {
    /**
     * One load thread per core and at least two; the old version stays until the new one answers.
     */
    public static LifecycleSettings standard() {
        return new LifecycleSettings(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Retry.STANDARD,
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                HistoryBounds.STANDARD,
                Preserve.AVAILABILITY,
                ReadinessRule.ALL_MODELS);
    }

    public LifecycleSettings {
        if (loadThreads < 1) {
            throw new IllegalArgumentException(
                    "lifecycle.load_threads must be 1 or more, was " + loadThreads);
        }
        if (drainMax.isNegative()) {
            throw new IllegalArgumentException(
                    "lifecycle.drain_max must not be negative, was " + drainMax);
        }
        if (startWaitMax.isNegative()) {
            throw new IllegalArgumentException(
                    "lifecycle.start_wait_max must not be negative, was " + startWaitMax);
        }
    }

    /** With another rule of readiness. */
    public LifecycleSettings withReadiness(ReadinessRule rule) {
        return new LifecycleSettings(
                loadThreads, retry, drainMax, startWaitMax, history, preserve, rule);
    }

    /** With another time for a leaving version's last requests. */
    public LifecycleSettings withDrainMax(Duration most) {
        return new LifecycleSettings(
                loadThreads, retry, most, startWaitMax, history, preserve, readiness);
    }

    /**
     * Failed loads are tried again for ever, each time after twice the delay.
     *
     * @param delayMin after the first failure
     * @param delayMax the delay never grows beyond it
     */
    public record Retry(Duration delayMin, Duration delayMax) {
        /** From one second to five minutes. */
        public static final Retry STANDARD =
                new Retry(Duration.ofSeconds(1), Duration.ofMinutes(5));

        public Retry {
            if (delayMin.toMillis() < 1 || delayMax.compareTo(delayMin) < 0) {
                throw new IllegalArgumentException(
                        "lifecycle.retry must have 1 ms <= delay_min <= delay_max, was %s and %s"
                                .formatted(delayMin, delayMax));
            }
        }

        /** How long to wait after so many failures in a row, at least one. */
        Duration delayAfter(int failures) {
            Duration delay = delayMin;
            for (int i = 1; i < failures && delay.compareTo(delayMax) < 0; i++) {
                delay = delay.multipliedBy(2);
            }
            return delay.compareTo(delayMax) < 0 ? delay : delayMax;
        }
    }

    /**
     * What is remembered of the past.
     *
     * @param changesMax state changes of one version
     * @param finishedVersionsMax versions of one model that were unloaded
     * @param finishedModelsMax models that were removed
     */
    public record HistoryBounds(int changesMax, int finishedVersionsMax, int finishedModelsMax) {
        /** 20 changes, 100 versions, 100 models. */
        public static final HistoryBounds STANDARD = new HistoryBounds(20, 100, 100);

        public HistoryBounds {
            if (changesMax < 1 || finishedVersionsMax < 0 || finishedModelsMax < 0) {
                throw new IllegalArgumentException(
                        "lifecycle.history must have changes_max 1 or more and no negative bound, was %d, %d, %d"
                                .formatted(changesMax, finishedVersionsMax, finishedModelsMax));
            }
        }
    }

    /** What matters more while a version is exchanged for another. */
    public enum Preserve {
        /** The old one leaves once the new one answers; both are in memory for a while. */
        AVAILABILITY,
        /** The old one leaves first; nothing answers for a while. */
        RESOURCES
    }

    /** When traffic should come. */
    public enum ReadinessRule {
        /** When every model has an available version. */
        ALL_MODELS,
        /** When one model has. */
        ANY_MODEL,
        /** As soon as the repository was looked at. */
        ALWAYS
    }
}

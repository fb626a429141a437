package io.inferry.observer.metrics;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.observer.ShadowPair.Answered;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Copies of one model's requests, by shadow and what became of them. */
final class ShadowSeries {
    /** Shadows of one model that are counted by themselves; those beyond count as the latest. */
    static final int SHADOWS_MAX = 256;

    private final Map<VersionChoice, Count> shadows = new ConcurrentHashMap<>();

    /** Copies by what became of them. */
    record Count(AtomicLong answered, AtomicLong failed, AtomicLong skipped) {
        Count() {
            this(new AtomicLong(), new AtomicLong(), new AtomicLong());
        }
    }

    void add(VersionChoice shadow, Answered answer) {
        Count count = of(shadow);
        switch (answer) {
            case Answered.Outputs outputs -> count.answered().incrementAndGet();
            case Answered.Failed failed -> count.failed().incrementAndGet();
            case Answered.Skipped skipped -> count.skipped().incrementAndGet();
        }
    }

    private Count of(VersionChoice shadow) {
        Count known = shadows.get(shadow);
        if (known != null) {
            return known;
        }
        VersionChoice counted = shadows.size() < SHADOWS_MAX ? shadow : VersionChoice.LATEST;
        return shadows.computeIfAbsent(counted, fresh -> new Count());
    }

    Map<VersionChoice, Count> shadows() {
        return shadows;
    }
}

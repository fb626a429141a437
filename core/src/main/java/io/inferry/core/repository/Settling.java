package io.inferry.core.repository;

import io.inferry.core.repository.VersionListing.Contents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the files of a version have stopped changing. Clockless. Once a version has settled
 * it stays so, with what it was like then, until it has settled anew: a version that is being
 * written over, or whose storage fails for a moment, is still the version that it was.
 */
final class Settling {
    private final Duration settle;
    private final Map<Path, Watch> watches = new HashMap<>();
    private final Set<Path> seen = new HashSet<>();
    private boolean firstLook = true;

    Settling(Duration settle) {
        this.settle = settle;
    }

    /** One look's result for one version. */
    Contents see(Path artifact, Footprint footprint, Instant now) {
        seen.add(artifact);
        Watch before = watches.get(artifact);
        if (footprint.fingerprint().equals(Fingerprint.NONE)) {
            return keep(before, "it holds no files", false);
        }
        Instant since = since(before, footprint, now);
        Optional<Fingerprint> settled =
                isSettled(footprint, since, now)
                        ? Optional.of(footprint.fingerprint())
                        : Optional.ofNullable(before).flatMap(Watch::settled);
        Watch after = new Watch(footprint.fingerprint(), since, settled);
        watches.put(artifact, after);
        return keep(after, "its files are still changing", true);
    }

    /** A clock that was set back starts the settle time anew. */
    private static Instant since(@Nullable Watch before, Footprint footprint, Instant now) {
        if (before == null || !before.latest.equals(footprint.fingerprint())) {
            return now;
        }
        return before.since.isAfter(now) ? now : before.since;
    }

    /** One look that could not read the version. */
    Contents seeUnreadable(Path artifact, String reason) {
        seen.add(artifact);
        return keep(watches.get(artifact), reason, false);
    }

    /** A look is over: what it did not see is forgotten. */
    void endLook() {
        watches.keySet().retainAll(seen);
        seen.clear();
        firstLook = false;
    }

    /**
     * At the first look files that are older than the settle time are taken as they are, so that a
     * server starts fast. Later that would be wrong: a copy that keeps times makes old files.
     */
    private boolean isSettled(Footprint footprint, Instant since, Instant now) {
        return footprint.marked()
                || !since.plus(settle).isAfter(now)
                || (firstLook && !footprint.newest().plus(settle).isAfter(now));
    }

    private static Contents keep(@Nullable Watch watch, String reason, boolean changing) {
        return Optional.ofNullable(watch)
                .flatMap(Watch::settled)
                .<Contents>map(Contents.Settled::new)
                .orElseGet(() -> new Contents.Unsettled(reason, changing));
    }

    /**
     * @param since when {@code latest} was first seen
     * @param settled the last fingerprint that stood long enough
     */
    private record Watch(Fingerprint latest, Instant since, Optional<Fingerprint> settled) {}
}

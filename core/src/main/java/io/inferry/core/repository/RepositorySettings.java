package io.inferry.core.repository;

import java.time.Duration;

/**
 * How a directory is watched.
 *
 * @param poll time between two looks at it; zero: no look once all that the first one found has
 *     settled
 * @param settle how long the files of a version must stay the same before it is loaded; zero loads
 *     at once
 * @param marker name of a file whose presence says that a version is complete
 * @param filesMax files of one version at most; a version with more is not loaded
 * @param depthMax directories below one version at most; deeper files are not seen
 */
public record RepositorySettings(
        Duration poll, Duration settle, String marker, int filesMax, int depthMax) {
    /** Looking more often than this is refused as a mistake. */
    public static final Duration POLL_MIN = Duration.ofMillis(10);

    /** A look each second, one second to settle, {@code .complete}, 10,000 files, 16 levels. */
    public static final RepositorySettings STANDARD =
            new RepositorySettings(
                    Duration.ofSeconds(1), Duration.ofSeconds(1), ".complete", 10_000, 16);

    public RepositorySettings {
        if (!poll.isZero() && poll.compareTo(POLL_MIN) < 0) {
            throw new IllegalArgumentException(
                    "repository.poll must be zero or " + POLL_MIN + " or more, was " + poll);
        }
        if (settle.isNegative()) {
            throw new IllegalArgumentException(
                    "repository.settle must not be negative, was " + settle);
        }
        if (marker.isEmpty() || marker.contains("/")) {
            throw new IllegalArgumentException(
                    "repository.marker must be a file name, was '" + marker + "'");
        }
        if (filesMax < 1) {
            throw new IllegalArgumentException(
                    "repository.files_max must be 1 or more, was " + filesMax);
        }
        if (depthMax < 1) {
            throw new IllegalArgumentException(
                    "repository.depth_max must be 1 or more, was " + depthMax);
        }
    }
}

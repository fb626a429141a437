package io.inferry.api.settings;

import java.time.Duration;

/**
 * Bounds of one version's queue.
 *
 * @param queueRequestsMax requests that may wait; one more is refused with RESOURCE_EXHAUSTED
 * @param queueBytesMax bytes of their inputs
 * @param timeout a deadline for requests that bring none; zero means none
 */
public record LimitSettings(int queueRequestsMax, long queueBytesMax, Duration timeout) {
    /** 1,024 requests, 256 MiB, 30 seconds. */
    public static final LimitSettings STANDARD =
            new LimitSettings(1024, 256L << 20, Duration.ofSeconds(30));

    public LimitSettings {
        if (queueRequestsMax < 1) {
            throw new IllegalArgumentException(
                    "limits.queue_requests_max must be 1 or more, was " + queueRequestsMax);
        }
        if (queueBytesMax < 1) {
            throw new IllegalArgumentException(
                    "limits.queue_bytes_max must be 1 or more, was " + queueBytesMax);
        }
        if (timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "limits.timeout must not be negative, was " + timeout);
        }
    }
}

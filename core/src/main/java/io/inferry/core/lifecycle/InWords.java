package io.inferry.core.lifecycle;

import java.time.Duration;

/** Times as operators read them. */
final class InWords {
    private static final long MILLIS_PER_SECOND = 1000;

    private InWords() {}

    /** For example {@code 30 s} or {@code 1500 ms}. */
    static String of(Duration time) {
        long millis = time.toMillis();
        return millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + " s" : millis + " ms";
    }
}

package io.inferry.observer.metrics;

import io.inferry.api.ErrorCode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Requests by how they ended. */
final class Outcomes {
    /** The label of requests that went well. */
    static final String OK = "ok";

    private final AtomicLong ok = new AtomicLong();

    /** Filled once and never changed, so that many threads may read it. */
    private final Map<ErrorCode, AtomicLong> failures = new EnumMap<>(ErrorCode.class);

    Outcomes() {
        for (ErrorCode code : ErrorCode.values()) {
            failures.put(code, new AtomicLong());
        }
    }

    void add(Optional<ErrorCode> failure) {
        AtomicLong count = failure.isPresent() ? failures.get(failure.get()) : ok;
        if (count != null) {
            count.incrementAndGet();
        }
    }

    /**
     * Calls with the label's value, {@code ok} or the code in lower case, and the count, where
     * there is one.
     */
    void forEach(BiConsumer<String, Long> receiver) {
        tell(OK, ok.get(), receiver);
        failures.forEach(
                (code, count) -> tell(code.name().toLowerCase(Locale.ROOT), count.get(), receiver));
    }

    private static void tell(String outcome, long count, BiConsumer<String, Long> receiver) {
        if (count > 0) {
            receiver.accept(outcome, count);
        }
    }
}

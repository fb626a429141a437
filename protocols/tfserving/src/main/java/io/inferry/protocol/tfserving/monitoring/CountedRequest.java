package io.inferry.protocol.tfserving.monitoring;

import io.inferry.api.ErrorCode;
import io.inferry.protocol.tfserving.wire.WireCode;
import java.util.concurrent.TimeUnit;

/**
 * One request's way into the counts: perhaps {@link #running} and {@link #ran}, then one of {@link
 * #answered} and {@link #failed}. Handed from thread to thread with its request.
 */
public final class CountedRequest {
    private static final String WELL = "OK";

    private final ModelCounts counts;
    private final Api api;
    private final long arrivedNanos;
    private long runNanos;

    CountedRequest(ModelCounts counts, Api api, long arrivedNanos) {
        this.counts = counts;
        this.api = api;
        this.arrivedNanos = arrivedNanos;
    }

    /** The request is handed to the model. */
    public void running() {
        runNanos = System.nanoTime();
    }

    /** The model has answered. */
    public void ran() {
        counts.ran(api, microsSince(runNanos));
    }

    /** The request had so many examples. */
    public void hadExamples(int count) {
        counts.hadExamples(count);
    }

    /** The answer is written. */
    public void answered() {
        counts.answered(api, microsSince(arrivedNanos));
        counts.ended(WELL);
    }

    /** The request has failed. */
    public void failed(ErrorCode code) {
        counts.ended(WireCode.of(code).name());
    }

    private static long microsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanos);
    }
}

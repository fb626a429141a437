package io.inferry.experiment.evidence.latency;

import io.inferry.experiment.statistics.Moments;
import java.util.concurrent.atomic.DoubleAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Latencies as they come, from many threads: one atomic addition to a histogram, two to sums. The
 * histogram, some 190 KB, is made for the first.
 */
public final class Latencies {
    private static final long MICROS_MAX = 3_600_000_000L;
    private static final int DIGITS = 3;
    private static final double NANOS_OF_MILLI = 1e6;
    private static final long NANOS_OF_MICRO = 1_000;

    private volatile @Nullable ConcurrentHistogram micros;
    private final DoubleAdder sum = new DoubleAdder();
    private final DoubleAdder squares = new DoubleAdder();

    static Histogram blank() {
        return new Histogram(1, MICROS_MAX, DIGITS);
    }

    /** One more; beyond an hour counts as an hour, below a microsecond as one. */
    public void add(long nanos) {
        long within = Math.clamp(nanos, NANOS_OF_MICRO, MICROS_MAX * NANOS_OF_MICRO);
        double millis = within / NANOS_OF_MILLI;
        sum.add(millis);
        squares.add(millis * millis);
        histogram().recordValue(within / NANOS_OF_MICRO);
    }

    private ConcurrentHistogram histogram() {
        ConcurrentHistogram ready = micros;
        return ready == null ? first() : ready;
    }

    private synchronized ConcurrentHistogram first() {
        ConcurrentHistogram ready = micros;
        if (ready == null) {
            ready = new ConcurrentHistogram(1, MICROS_MAX, DIGITS);
            micros = ready;
        }
        return ready;
    }

    /** What was added until now. */
    public LatencySummary summary() {
        ConcurrentHistogram ready = micros;
        if (ready == null) {
            return LatencySummary.NONE;
        }
        Histogram copy = blank();
        copy.add(ready);
        long count = copy.getTotalCount();
        if (count == 0) {
            return LatencySummary.NONE;
        }
        double mean = sum.sum() / count;
        double spread = Math.max(0, squares.sum() - mean * sum.sum());
        return new LatencySummary(copy, new Moments(count, mean, spread));
    }
}

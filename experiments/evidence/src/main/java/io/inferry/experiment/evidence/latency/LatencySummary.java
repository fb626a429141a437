package io.inferry.experiment.evidence.latency;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.experiment.evidence.form.FormReader;
import io.inferry.experiment.evidence.form.FormWriter;
import io.inferry.experiment.evidence.sums.MomentsForm;
import io.inferry.experiment.statistics.Moments;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** How long successful answers took. Immutable. */
public final class LatencySummary {
    /** Nothing was answered. */
    public static final LatencySummary NONE = new LatencySummary(Latencies.blank(), Moments.NONE);

    private static final double MICROS = 1_000;

    private final Histogram micros;
    private final Moments millis;

    LatencySummary(Histogram micros, Moments millis) {
        this.micros = micros;
        this.millis = millis;
    }

    /** A copy of the distribution in microseconds, from 1 to an hour, to three digits. */
    public Histogram histogram() {
        return micros.copy();
    }

    /** Mean and spread in milliseconds. */
    public Moments millis() {
        return millis;
    }

    /** Answers. */
    public long count() {
        return millis.count();
    }

    /**
     * The latency in milliseconds that this share of answers does not exceed; 0 without answers.
     */
    public double quantileMillis(double share) {
        return millis.count() == 0 ? 0 : micros.getValueAtPercentile(share * 100) / MICROS;
    }

    /** Both together. */
    public LatencySummary merge(LatencySummary other) {
        if (other.count() == 0) {
            return this;
        }
        if (count() == 0) {
            return other;
        }
        Histogram sum = micros.copy();
        sum.add(other.micros);
        return new LatencySummary(sum, millis.merge(other.millis));
    }

    /** Count, mean and quantiles, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("count", count());
        view.put("mean_ms", millis.mean());
        view.put("p50_ms", quantileMillis(0.5));
        view.put("p90_ms", quantileMillis(0.9));
        view.put("p95_ms", quantileMillis(0.95));
        view.put("p99_ms", quantileMillis(0.99));
        return view;
    }

    /** Writes it. */
    public void write(FormWriter to) {
        MomentsForm.write(to, millis);
        if (count() > 0) {
            ByteBuffer encoded = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
            int length = micros.encodeIntoCompressedByteBuffer(encoded);
            to.block(Arrays.copyOf(encoded.array(), length));
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws ServingException INVALID_ARGUMENT that says what is wrong
     */
    public static LatencySummary read(FormReader from) {
        Moments millis = MomentsForm.moments(from);
        if (millis.count() == 0) {
            return NONE;
        }
        try {
            Histogram micros = Latencies.blank();
            micros.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(from.block()), 1));
            return new LatencySummary(micros, millis);
        } catch (DataFormatException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ServingException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "these bytes are no summary of evidence: their latencies are no histogram",
                    e);
        }
    }
}

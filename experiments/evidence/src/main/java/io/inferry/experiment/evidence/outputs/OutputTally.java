package io.inferry.experiment.evidence.outputs;

import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.experiment.statistics.Rate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts what an arm's answers look like, from many threads. */
public final class OutputTally {
    /** Bins of classes. */
    public static final int CLASSES = 256;

    /** Numbers of one answer that are laid into bins. */
    private static final int VALUES_MAX = 16;

    private final String output;
    private final LongAdder answers = new LongAdder();
    private final LongAdder invalid = new LongAdder();
    private final DistinctAnswers distinct = new DistinctAnswers();
    private final AtomicLongArray values = new AtomicLongArray(ValueBins.SIZE);
    private final AtomicLongArray classes = new AtomicLongArray(CLASSES);

    /**
     * @param output which one's numbers are laid into bins; empty: the first
     */
    public OutputTally(String output) {
        this.output = output;
    }

    /**
     * One more answer, and what it was read as.
     *
     * @param rows of the request
     */
    public void add(Map<String, Tensor> outputs, int rows, Prediction prediction) {
        ElementSample sample = new ElementSample(rows);
        sample.look(outputs);
        distinct.add(sample.hash());
        switch (prediction) {
            case Prediction.Classed classed ->
                    classes.getAndIncrement(Math.floorMod(classed.code(), CLASSES));
            case Prediction.Value value -> values(outputs);
            case Prediction.None none -> {}
        }
        if (sample.isInvalid()) {
            invalid.increment();
        }
        answers.increment();
    }

    private void values(Map<String, Tensor> outputs) {
        if (Answers.named(outputs, output).orElse(null) instanceof NumericTensor numbers) {
            long elements = numbers.byteSize() / numbers.dataType().byteSize();
            long step = Math.ceilDiv(Math.max(1, elements), VALUES_MAX);
            for (long i = 0; i < elements; i += step) {
                double value = Elements.at(numbers, i);
                if (Double.isFinite(value)) {
                    values.getAndIncrement(ValueBins.of(value));
                }
            }
        }
    }

    /** What was added until now. */
    public OutputSummary summary() {
        long wrong = invalid.sum();
        return new OutputSummary(
                new Rate(wrong, Math.max(wrong, answers.sum())),
                distinct.hashes(),
                counts(values),
                counts(classes));
    }

    private static Counts counts(AtomicLongArray bins) {
        long[] copy = new long[bins.length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = bins.get(i);
        }
        return Counts.of(copy);
    }
}

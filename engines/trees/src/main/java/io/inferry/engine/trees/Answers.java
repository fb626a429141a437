package io.inferry.engine.trees;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Objective.Answer;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a block's numbers into the outputs that were asked for. */
final class Answers {
    private final int groups;
    private final boolean binary;
    private final @Nullable NumericTensor prediction;
    private final @Nullable NumericTensor probabilities;
    private final @Nullable NumericTensor label;
    private final @Nullable NumericTensor margin;

    Answers(Ensemble ensemble, Map<String, Tensor> outputs) {
        groups = ensemble.groups();
        binary = ensemble.objective().answer() == Answer.BINARY;
        prediction = (NumericTensor) outputs.get(Specs.PREDICTION);
        probabilities = (NumericTensor) outputs.get(Specs.PROBABILITIES);
        label = (NumericTensor) outputs.get(Specs.LABEL);
        margin = (NumericTensor) outputs.get(Specs.MARGIN);
    }

    /** Before the link. */
    void writeMargins(double[] values, long first, int rows) {
        if (margin != null) {
            write(margin, values, first * groups, rows * groups);
        }
    }

    /** After the link. */
    void writeAnswers(double[] values, long first, int rows) {
        if (prediction != null) {
            write(prediction, values, first * groups, rows * groups);
        }
        if (probabilities != null && binary) {
            writePairs(probabilities, values, first, rows);
        } else if (probabilities != null) {
            write(probabilities, values, first * groups, rows * groups);
        }
        if (label != null) {
            writeLabels(label.segment(), values, first, rows);
        }
    }

    private static void write(NumericTensor tensor, double[] values, long from, int count) {
        for (int i = 0; i < count; i++) {
            set(tensor, from + i, values[i]);
        }
    }

    private static void writePairs(NumericTensor tensor, double[] values, long first, int rows) {
        for (int row = 0; row < rows; row++) {
            set(tensor, 2 * (first + row), 1 - values[row]);
            set(tensor, 2 * (first + row) + 1, values[row]);
        }
    }

    /** Writes one number into a FLOAT32 or FLOAT64 tensor. */
    static void set(NumericTensor tensor, long index, double value) {
        if (tensor.dataType() == DataType.FLOAT64) {
            tensor.segment().set(LittleEndian.DOUBLE, index * Double.BYTES, value);
        } else {
            tensor.segment().set(LittleEndian.FLOAT, index * Float.BYTES, (float) value);
        }
    }

    private void writeLabels(MemorySegment segment, double[] values, long first, int rows) {
        for (int row = 0; row < rows; row++) {
            long best = binary ? (values[row] > 0.5 ? 1 : 0) : best(values, row * groups);
            segment.set(LittleEndian.LONG, (first + row) * Long.BYTES, best);
        }
    }

    /** The first of the largest. */
    private int best(double[] values, int from) {
        int best = 0;
        for (int i = 1; i < groups; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }
}

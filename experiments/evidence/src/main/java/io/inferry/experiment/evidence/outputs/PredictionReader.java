package io.inferry.experiment.evidence.outputs;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.experiment.evidence.outputs.PredictionTerms.Task;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads the prediction of an answer's first row. */
public final class PredictionReader {
    /** Of more classes the largest is not looked for. */
    static final int CLASSES_LOOKED_AT_MAX = 4096;

    private static final int NAME_BYTES_MAX = 256;
    private static final double EVEN = 0.5;

    private final PredictionTerms terms;

    public PredictionReader(PredictionTerms terms) {
        this.terms = terms;
    }

    /**
     * The prediction; {@link Prediction#NONE} where the output is not there, is empty or not of the
     * kind that the terms say.
     *
     * @param rows of the request
     */
    public Prediction read(Map<String, Tensor> outputs, int rows) {
        Tensor output = Answers.named(outputs, terms.output()).orElse(null);
        return switch (output) {
            case null -> Prediction.NONE;
            case StringTensor text -> named(text);
            case NumericTensor numbers -> of(numbers, rows);
        };
    }

    private Prediction named(StringTensor text) {
        boolean classes = terms.task() == Task.AUTO || terms.task() == Task.CLASSES;
        if (!classes || text.elements().isEmpty()) {
            return Prediction.NONE;
        }
        byte[] bytes = text.elements().getFirst();
        if (bytes.length > NAME_BYTES_MAX) {
            return Prediction.NONE;
        }
        String name = new String(bytes, StandardCharsets.UTF_8);
        return new Prediction.Classed(ClassCode.of(name), name, Probabilities.NONE);
    }

    private Prediction of(NumericTensor numbers, int rows) {
        if (numbers.byteSize() == 0) {
            return Prediction.NONE;
        }
        long width = Answers.width(numbers.shape(), rows);
        boolean vector = width > 1;
        return switch (terms.task()) {
            case VALUE -> value(numbers);
            case BINARY -> vector ? largest(numbers, width) : binary(numbers);
            case CLASSES -> vector ? largest(numbers, width) : index(numbers);
            case AUTO -> vector ? largest(numbers, width) : single(numbers);
        };
    }

    private static Prediction single(NumericTensor numbers) {
        return Elements.mayBeInvalid(numbers.dataType()) ? value(numbers) : index(numbers);
    }

    private static Prediction value(NumericTensor numbers) {
        double value = Elements.at(numbers, 0);
        return Double.isFinite(value) ? new Prediction.Value(value) : Prediction.NONE;
    }

    private static Prediction index(NumericTensor numbers) {
        double value = Elements.at(numbers, 0);
        if (ClassCode.isIndex(value)) {
            return new Prediction.Classed((int) value, "", Probabilities.NONE);
        }
        if (value != Math.rint(value) || Double.isInfinite(value)) {
            return Prediction.NONE;
        }
        String name = Long.toString((long) value);
        return new Prediction.Classed(ClassCode.of(name), name, Probabilities.NONE);
    }

    private static Prediction binary(NumericTensor numbers) {
        float score = (float) Elements.at(numbers, 0);
        Probabilities both = Probabilities.of(1 - score, score);
        return both.size() == 0
                ? Prediction.NONE
                : new Prediction.Classed(score >= EVEN ? 1 : 0, "", both);
    }

    private static Prediction largest(NumericTensor numbers, long width) {
        if (width > CLASSES_LOOKED_AT_MAX) {
            return Prediction.NONE;
        }
        int largest = largest(numbers.dataType(), numbers.segment(), 0, (int) width);
        return largest < 0
                ? Prediction.NONE
                : new Prediction.Classed(largest, "", probabilities(numbers, (int) width));
    }

    private static Probabilities probabilities(NumericTensor numbers, int width) {
        if (width > Prediction.PROBABILITIES_MAX) {
            return Probabilities.NONE;
        }
        float[] all = new float[width];
        for (int i = 0; i < width; i++) {
            all[i] = (float) Elements.at(numbers, i);
        }
        return Probabilities.of(all);
    }

    /** The first index of the largest of these elements, from {@code start}; −1 if all are NaN. */
    static int largest(DataType type, MemorySegment segment, long start, int width) {
        if (type == DataType.FLOAT32) {
            return largestFloat(segment, start, width);
        }
        int largest = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < width; i++) {
            double value = Elements.at(type, segment, start + i);
            if (value > most || (largest < 0 && value == most)) {
                most = value;
                largest = i;
            }
        }
        return largest;
    }

    private static int largestFloat(MemorySegment segment, long start, int width) {
        int largest = -1;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < width; i++) {
            float value = segment.get(LittleEndian.FLOAT, (start + i) * Float.BYTES);
            if (value > most || (largest < 0 && value == most)) {
                most = value;
                largest = i;
            }
        }
        return largest;
    }

    /**
     * The first index of the largest of one row; −1 if all are NaN.
     *
     * @param row of vectors of this width
     */
    public static int largestOfRow(NumericTensor numbers, long row, int width) {
        return largest(numbers.dataType(), numbers.segment(), row * width, width);
    }
}

package io.inferry.engine.pmml.score;

import static io.inferry.api.tensor.LittleEndian.DOUBLE;

import io.inferry.api.ServingException;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import org.pmml4s.data.Series;

/** Numbers: one of each row, or one for each class. */
final class NumberAnswer implements Answer {
    private final TensorSpec spec;
    private final Meaning meaning;
    private final int[][] positions;

    /** What the numbers of a row have to do with each other. */
    enum Meaning {
        /** Nothing. */
        VALUES,
        /** Probabilities of the classes. */
        PROBABILITIES,
        /** Probabilities that pmml4s forgot to divide by the votes. */
        VOTES
    }

    /**
     * @param positions for each element, where it may be: the first place that has a number counts
     */
    NumberAnswer(TensorSpec spec, Meaning meaning, int[][] positions) {
        this.spec = spec;
        this.meaning = meaning;
        this.positions = positions;
    }

    /** One number of each row. */
    static NumberAnswer single(String name, int position) {
        return new NumberAnswer(
                new TensorSpec(name, DataType.FLOAT64, Shape.of(Shape.UNKNOWN)),
                Meaning.VALUES,
                new int[][] {{position}});
    }

    /** Several of each row. */
    static NumberAnswer several(String name, Meaning meaning, int[][] positions) {
        return new NumberAnswer(
                new TensorSpec(name, DataType.FLOAT64, Shape.of(Shape.UNKNOWN, positions.length)),
                meaning,
                positions);
    }

    @Override
    public TensorSpec spec() {
        return spec;
    }

    /** Whether they are probabilities. */
    boolean isOfClasses() {
        return meaning != Meaning.VALUES;
    }

    /** Whether a row's results have none of its numbers. */
    boolean isAbsent(Series results) {
        for (int[] places : positions) {
            if (!Double.isNaN(number(results, places))) {
                return false;
            }
        }
        return true;
    }

    private static double number(Series results, int[] places) {
        for (int place : places) {
            double value = Texts.number(results.get(place));
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    @Override
    public Column column(int rows, TensorMemory memory) {
        return new Numbers(
                NumericTensor.allocate(memory, DataType.FLOAT64, spec.shape().withRows(rows)));
    }

    private final class Numbers implements Column {
        private final NumericTensor tensor;
        private final MemorySegment segment;

        Numbers(NumericTensor tensor) {
            this.tensor = tensor;
            this.segment = tensor.segment();
        }

        @Override
        public void take(int row, Series results) {
            double sum = 0;
            int absent = 0;
            for (int i = 0; i < positions.length; i++) {
                double value = number(results, positions[i]);
                absent += Double.isNaN(value) ? 1 : 0;
                sum += value;
                set(row, i, value);
            }
            if (meaning != Meaning.VALUES && absent > 0 && absent < positions.length) {
                throw ServingException.invalidArgument(
                        "row %d: %d of %d probabilities are no numbers"
                                .formatted(row, absent, positions.length));
            }
            if (meaning == Meaning.VOTES) {
                divide(row, sum);
            }
        }

        private void divide(int row, double sum) {
            for (int i = 0; i < positions.length; i++) {
                long at = ((long) row * positions.length + i) * Double.BYTES;
                segment.set(DOUBLE, at, segment.get(DOUBLE, at) / sum);
            }
        }

        private void set(int row, int element, double value) {
            segment.set(DOUBLE, ((long) row * positions.length + element) * Double.BYTES, value);
        }

        @Override
        public void leaveOut(int row) {
            for (int i = 0; i < positions.length; i++) {
                set(row, i, Double.NaN);
            }
        }

        @Override
        public Tensor tensor() {
            return tensor;
        }

        @Override
        public void close() {
            tensor.close();
        }
    }
}

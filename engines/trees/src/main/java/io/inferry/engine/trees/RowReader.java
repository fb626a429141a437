package io.inferry.engine.trees;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Precision;
import io.inferry.engine.trees.forest.Rows;
import java.lang.foreign.MemorySegment;

/** Copies rows out of a tensor. */
final class RowReader {
    private final int features;
    private final boolean single;
    private final double zeroBelow;

    RowReader(Ensemble.Inputs inputs) {
        this.features = inputs.features();
        this.single = inputs.precision() == Precision.SINGLE;
        this.zeroBelow = inputs.zeroBelow();
    }

    /** Fills the block with {@link Rows#count} rows of a FLOAT32 or FLOAT64 tensor. */
    void read(NumericTensor tensor, long first, Rows rows) {
        double[] values = rows.values();
        int count = rows.count() * features;
        long from = first * features;
        MemorySegment segment = tensor.segment();
        if (tensor.dataType() == DataType.FLOAT64) {
            MemorySegment.copy(segment, LittleEndian.DOUBLE, from * Double.BYTES, values, 0, count);
            round(values, count);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = segment.get(LittleEndian.FLOAT, (from + i) * Float.BYTES);
            }
        }
        flush(values, count);
        boolean floats = single || tensor.dataType() == DataType.FLOAT32;
        rows.precision(floats ? Precision.SINGLE : Precision.DOUBLE);
    }

    /** Makes numbers from elsewhere what {@link #read} would have made of them. */
    void settle(double[] values, int count) {
        round(values, count);
        flush(values, count);
    }

    private void round(double[] values, int count) {
        for (int i = 0; single && i < count; i++) {
            values[i] = (float) values[i];
        }
    }

    private void flush(double[] values, int count) {
        for (int i = 0; zeroBelow >= 0 && i < count; i++) {
            values[i] = Math.abs(values[i]) <= zeroBelow ? 0 : values[i];
        }
    }
}

package io.inferry.engine.trees;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Rows;
import java.lang.foreign.MemorySegment;

/** Copies rows out of a tensor. */
final class RowReader {
    private final int features;
    private final double zeroBelow;

    RowReader(Ensemble.Inputs inputs) {
        this.features = inputs.features();
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
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = segment.get(LittleEndian.FLOAT, (from + i) * Float.BYTES);
            }
        }
        if (zeroBelow >= 0) {
            for (int i = 0; i < count; i++) {
                values[i] = Math.abs(values[i]) <= zeroBelow ? 0 : values[i];
            }
        }
    }
}

package io.inferry.engine.pmml.score;

import io.inferry.api.tensor.Tensor;
import org.pmml4s.data.Series;

/** One output that is being filled row by row. */
interface Column extends AutoCloseable {
    /** Takes its elements of a row's results. */
    void take(int row, Series results);

    /** A row without a result: NaN, or the empty text. */
    void leaveOut(int row);

    /** Everything taken; the caller closes it instead of this. */
    Tensor tensor();

    @Override
    void close();
}

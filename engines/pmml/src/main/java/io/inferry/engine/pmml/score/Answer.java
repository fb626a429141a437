package io.inferry.engine.pmml.score;

import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.TensorMemory;

/** One output of the model: where its elements are among the results of a row. */
sealed interface Answer permits NumberAnswer, TextAnswer {
    /** Its name, FLOAT64 or STRING, {@code [-1]} or {@code [-1, n]}. */
    TensorSpec spec();

    /** An empty tensor for so many rows. */
    Column column(int rows, TensorMemory memory);
}

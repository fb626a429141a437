package io.inferry.engine.mxnet.file;

import io.inferry.api.tensor.DataType;
import java.util.Map;
import java.util.Optional;

/** MXNet's numbers of dtypes (mshadow/base.h, {@code TypeFlag}). */
public final class ElementTypes {
    private static final Map<Integer, DataType> BY_NUMBER =
            Map.of(
                    0, DataType.FLOAT32,
                    1, DataType.FLOAT64,
                    2, DataType.FLOAT16,
                    3, DataType.UINT8,
                    4, DataType.INT32,
                    5, DataType.INT8,
                    6, DataType.INT64,
                    7, DataType.BOOL,
                    12, DataType.BFLOAT16);

    private ElementTypes() {}

    /** The dtype of a number. */
    public static Optional<DataType> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** The number of a dtype; empty for those that MXNet does not have. */
    public static Optional<Integer> numberOf(DataType dataType) {
        return BY_NUMBER.entrySet().stream()
                .filter(entry -> entry.getValue() == dataType)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}

package io.inferry.engine.tflite.file;

import io.inferry.api.tensor.DataType;
import java.util.Optional;

/** Element types as the schema of TensorFlow Lite files numbers them ({@code TensorType}). */
final class ElementTypes {
    private ElementTypes() {}

    /** Nothing for complex numbers, four-bit integers, resources and variants. */
    static Optional<DataType> dataType(int schemaType) {
        return switch (schemaType) {
            case 0 -> Optional.of(DataType.FLOAT32);
            case 1 -> Optional.of(DataType.FLOAT16);
            case 2 -> Optional.of(DataType.INT32);
            case 3 -> Optional.of(DataType.UINT8);
            case 4 -> Optional.of(DataType.INT64);
            case 5 -> Optional.of(DataType.STRING);
            case 6 -> Optional.of(DataType.BOOL);
            case 7 -> Optional.of(DataType.INT16);
            case 9 -> Optional.of(DataType.INT8);
            case 10 -> Optional.of(DataType.FLOAT64);
            case 12 -> Optional.of(DataType.UINT64);
            case 15 -> Optional.of(DataType.UINT32);
            case 16 -> Optional.of(DataType.UINT16);
            case 18 -> Optional.of(DataType.BFLOAT16);
            default -> Optional.empty();
        };
    }
}

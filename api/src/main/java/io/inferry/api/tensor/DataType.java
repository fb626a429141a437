package io.inferry.api.tensor;

/**
 * The element types of tensors. Numbers are little-endian in memory, BOOL is one byte of 0 or 1.
 */
public enum DataType {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FLOAT16(2),
    BFLOAT16(2),
    FLOAT32(4),
    FLOAT64(8),
    /** Bytes of any length per element; text is UTF-8. */
    STRING(0);

    private final int byteSize;

    DataType(int byteSize) {
        this.byteSize = byteSize;
    }

    /** Bytes per element; 0 for {@link #STRING}, whose elements have no fixed size. */
    public int byteSize() {
        return byteSize;
    }

    /**
     * Whether elements live in one block of native memory, that is, anything but {@link #STRING}.
     */
    public boolean isNumeric() {
        return byteSize > 0;
    }
}

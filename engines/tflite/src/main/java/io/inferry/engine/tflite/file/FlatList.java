package io.inferry.engine.tflite.file;

/**
 * A list of 32-bit elements, or of bytes, in a FlatBuffer.
 *
 * @param start where the first element is
 */
record FlatList(FlatBytes bytes, long start, long size) {
    Table table(long index) throws ModelFileException {
        return Table.at(bytes, bytes.follow(place(index)));
    }

    int number(long index) throws ModelFileException {
        return bytes.number(place(index));
    }

    private long place(long index) throws ModelFileException {
        if (index < 0 || index >= size) {
            throw new ModelFileException("it asks for element %d of %d".formatted(index, size));
        }
        return start + index * Integer.BYTES;
    }
}

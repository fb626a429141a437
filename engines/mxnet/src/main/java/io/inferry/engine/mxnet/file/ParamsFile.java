package io.inferry.engine.mxnet.file;

import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named arrays as {@code NAME-0000.params} holds them (mxnet's ndarray.cc, {@code NDArray::Save}):
 * a list's magic number, arrays, names. Arrays of all versions of the format but sparse ones.
 *
 * @param arrays by name, {@code arg:fc1_weight} or {@code aux:bn_moving_mean}
 */
public record ParamsFile(Map<String, Param> arrays) {
    private static final long LIST_MAGIC = 0x112;
    private static final int MAGIC_1 = 0xF993fac8;
    private static final int MAGIC_2 = 0xF993fac9;
    private static final int MAGIC_3 = 0xF993faca;
    private static final int DENSE = 0;
    private static final int RANK_MAX = 32;
    private static final int NAME_MAX = 4096;

    public ParamsFile {
        arrays = Map.copyOf(arrays);
    }

    /**
     * One array.
     *
     * @param values its elements, inside the file
     */
    public record Param(DataType dataType, Shape shape, MemorySegment values) {}

    /**
     * Reads a file; its elements stay where they are.
     *
     * @throws ModelFileException when it is none, or is cut short
     */
    public static ParamsFile parse(MemorySegment bytes) throws ModelFileException {
        Cursor cursor = new Cursor(bytes);
        if (cursor.number() != LIST_MAGIC) {
            throw new ModelFileException("it does not begin as a list of arrays does");
        }
        long _ = cursor.number();
        int count = cursor.count();
        List<Param> arrays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arrays.add(array(cursor));
        }
        if (cursor.count() != count) {
            throw new ModelFileException("it does not have a name for each of its arrays");
        }
        Map<String, Param> named = new LinkedHashMap<>();
        for (Param array : arrays) {
            String name = cursor.text();
            if (named.put(name, array) != null) {
                throw new ModelFileException("it has two arrays '" + name + "'");
            }
        }
        return new ParamsFile(named);
    }

    /** The elements' bytes altogether. */
    public long byteSize() {
        return arrays.values().stream().mapToLong(param -> param.values().byteSize()).sum();
    }

    private static Param array(Cursor cursor) throws ModelFileException {
        int magic = cursor.smallNumber();
        Shape shape =
                switch (magic) {
                    case MAGIC_1 -> cursor.shape(cursor.smallNumber(), Long.BYTES);
                    case MAGIC_2, MAGIC_3 -> {
                        if (cursor.smallNumber() != DENSE) {
                            throw new ModelFileException("it has sparse arrays");
                        }
                        yield cursor.shape(cursor.smallNumber(), Long.BYTES);
                    }
                    // before there were magic numbers: the number of dimensions
                    default -> cursor.shape(magic, Integer.BYTES);
                };
        boolean isEmpty = magic == MAGIC_3 ? shape.isAny() : shape.rank() == 0;
        if (isEmpty) {
            throw new ModelFileException("it has an array without a shape");
        }
        int _ = cursor.smallNumber(); // the kind of device it was on
        int _ = cursor.smallNumber();
        int number = cursor.smallNumber();
        DataType dataType =
                ElementTypes.of(number)
                        .orElseThrow(() ->
                                new ModelFileException(
                                        "it has an array of the unknown dtype " + number));
        return new Param(dataType, shape, cursor.elements(shape, dataType));
    }

    /** A place in the file that never leaves it. */
    private static final class Cursor {
        private final MemorySegment bytes;
        private long at;

        private Cursor(MemorySegment bytes) {
            this.bytes = bytes;
        }

        private long take(long byteSize) throws ModelFileException {
            if (byteSize > bytes.byteSize() - at) {
                throw new ModelFileException(
                        "it ends at %d where %d more bytes are needed"
                                .formatted(bytes.byteSize(), byteSize));
            }
            long taken = at;
            at += byteSize;
            return taken;
        }

        private long number() throws ModelFileException {
            return bytes.get(LONG, take(Long.BYTES));
        }

        private int smallNumber() throws ModelFileException {
            return bytes.get(INT, take(Integer.BYTES));
        }

        /** Of things of which each takes eight bytes or more. */
        private int count() throws ModelFileException {
            long count = number();
            if (count < 0 || count > (bytes.byteSize() - at) / Long.BYTES) {
                throw new ModelFileException("it cannot hold " + count + " arrays");
            }
            return (int) count;
        }

        private Shape shape(int rank, int dimBytes) throws ModelFileException {
            if (rank == -1) {
                return Shape.ANY;
            }
            if (rank < 0 || rank > RANK_MAX) {
                throw new ModelFileException("it has an array of " + rank + " dimensions");
            }
            long[] dims = new long[rank];
            for (int i = 0; i < rank; i++) {
                dims[i] = dimBytes == Long.BYTES ? number() : smallNumber();
                if (dims[i] < 0 || dims[i] > Integer.MAX_VALUE) {
                    throw new ModelFileException("it has a dimension of " + dims[i]);
                }
            }
            return Shape.of(dims);
        }

        private MemorySegment elements(Shape shape, DataType dataType) throws ModelFileException {
            long left = bytes.byteSize() - at;
            long byteSize = dataType.byteSize();
            for (long dim : shape.toArray()) {
                if (dim > 0 && byteSize > left / dim) {
                    throw new ModelFileException(
                            "it ends before the elements of an array of " + shape);
                }
                byteSize *= dim;
            }
            return bytes.asSlice(take(byteSize), byteSize);
        }

        private String text() throws ModelFileException {
            long length = number();
            if (length < 0 || length > NAME_MAX) {
                throw new ModelFileException("it has a name of " + length + " bytes");
            }
            long start = take(length);
            return new String(bytes.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE), UTF_8);
        }
    }
}

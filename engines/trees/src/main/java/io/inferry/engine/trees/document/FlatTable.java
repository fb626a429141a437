package io.inferry.engine.trees.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferry.engine.trees.forest.ModelFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One table of a FlatBuffers file. Every offset and length is held against the file before it is
 * followed or memory is taken for it. Format: flatbuffers.dev, "internals"; a field's number is its
 * place in the schema.
 */
public final class FlatTable {
    private static final int TABLE_ITEM_BYTES = Integer.BYTES;

    /** A table takes a few bytes of the file and more of memory. */
    private static final int TABLE_COST = 32;

    private static final int READS_PER_BYTE = 8;

    private final ByteBuffer bytes;
    private final Reads reads;
    private final int at;
    private final int fields;
    private final int fieldsEnd;

    /** How much may still be read; without a bound, tables that share an array would be large. */
    private static final class Reads {
        private long left;

        Reads(long left) {
            this.left = left;
        }

        void take(long count) {
            left -= count;
            if (left < 0) {
                throw ModelFileException.broken("its tables share their arrays");
            }
        }
    }

    private FlatTable(ByteBuffer bytes, Reads reads, long position) {
        this.bytes = bytes;
        this.reads = reads;
        this.at = place(position, Integer.BYTES);
        this.fields = place((long) at - bytes.getInt(at), 2 * Short.BYTES);
        this.fieldsEnd = fields + Short.toUnsignedInt(bytes.getShort(fields));
        place(fields, fieldsEnd - fields);
    }

    /**
     * The root table.
     *
     * @throws ModelFileException when it is not within the file, as all methods here do
     */
    public static FlatTable root(byte[] file, int from, int length) {
        ByteBuffer bytes =
                ByteBuffer.wrap(file, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        if (length < Integer.BYTES) {
            throw outside(0, length);
        }
        Reads reads = new Reads((long) READS_PER_BYTE * length);
        return new FlatTable(bytes, reads, Integer.toUnsignedLong(bytes.getInt(0)));
    }

    /** A whole number of 32 bits. */
    public int int32(int field, int otherwise) {
        int where = find(field, Integer.BYTES);
        return where < 0 ? otherwise : bytes.getInt(where);
    }

    /** A whole number of 8 bits. */
    public int int8(int field, int otherwise) {
        int where = find(field, 1);
        return where < 0 ? otherwise : bytes.get(where);
    }

    /** A number of 64 bits. */
    public double float64(int field, double otherwise) {
        int where = find(field, Double.BYTES);
        return where < 0 ? otherwise : bytes.getDouble(where);
    }

    /** A text; empty where there is none. */
    public String text(int field) {
        ByteBuffer vector = vector(field, 1);
        return UTF_8.decode(vector).toString();
    }

    /** An array of whole numbers of 32 bits; empty where there is none. */
    public int[] ints(int field) {
        ByteBuffer vector = vector(field, Integer.BYTES);
        int[] numbers = new int[vector.remaining() / Integer.BYTES];
        vector.asIntBuffer().get(numbers);
        return numbers;
    }

    /** An array of floats; empty where there is none. */
    public float[] floats(int field) {
        ByteBuffer vector = vector(field, Float.BYTES);
        float[] numbers = new float[vector.remaining() / Float.BYTES];
        vector.asFloatBuffer().get(numbers);
        return numbers;
    }

    /** An array of doubles; empty where there is none. */
    public double[] doubles(int field) {
        ByteBuffer vector = vector(field, Double.BYTES);
        double[] numbers = new double[vector.remaining() / Double.BYTES];
        vector.asDoubleBuffer().get(numbers);
        return numbers;
    }

    /** A table within this one; empty where there is none. */
    public List<FlatTable> table(int field) {
        int where = find(field, Integer.BYTES);
        return where < 0 ? List.of() : List.of(new FlatTable(bytes, reads, target(where)));
    }

    /** An array of tables; empty where there is none. */
    public List<FlatTable> tables(int field) {
        int where = find(field, Integer.BYTES);
        if (where < 0) {
            return List.of();
        }
        int start = place(target(where), Integer.BYTES);
        long count = Integer.toUnsignedLong(bytes.getInt(start));
        int first = place((long) start + Integer.BYTES, count * TABLE_ITEM_BYTES);
        reads.take(count * TABLE_COST);
        List<FlatTable> tables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tables.add(new FlatTable(bytes, reads, target(first + i * TABLE_ITEM_BYTES)));
        }
        return tables;
    }

    private ByteBuffer vector(int field, int itemBytes) {
        int where = find(field, Integer.BYTES);
        if (where < 0) {
            return ByteBuffer.allocate(0);
        }
        int start = place(target(where), Integer.BYTES);
        long length = Integer.toUnsignedLong(bytes.getInt(start)) * itemBytes;
        int first = place((long) start + Integer.BYTES, length);
        reads.take(length);
        return bytes.slice(first, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the field is; -1 where the table does not have it. */
    private int find(int field, int size) {
        int entry = fields + 2 * Short.BYTES + field * Short.BYTES;
        if (entry + Short.BYTES > fieldsEnd) {
            return -1;
        }
        int offset = Short.toUnsignedInt(bytes.getShort(entry));
        return offset == 0 ? -1 : place((long) at + offset, size);
    }

    private long target(int where) {
        return where + Integer.toUnsignedLong(bytes.getInt(where));
    }

    private int place(long position, long length) {
        if (position < 0 || length < 0 || position + length > bytes.limit()) {
            throw outside(position, length);
        }
        return (int) position;
    }

    private static ModelFileException outside(long position, long length) {
        return ModelFileException.broken(
                "%d bytes at byte %d are not within its table of contents"
                        .formatted(length, position));
    }
}

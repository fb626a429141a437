package io.inferry.transport.protobuf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes one message's fields into a growing array. Belongs to one thread. */
public final class ProtoWriter {
    private static final int CAPACITY = 256;
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private byte[] array = new byte[CAPACITY];
    private int length;

    /** A text; an empty one is left out, as proto3 has it. */
    public ProtoWriter string(int field, String text) {
        if (!text.isEmpty()) {
            bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Texts, empty ones too. */
    public ProtoWriter strings(int field, List<String> texts) {
        for (String text : texts) {
            bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Bytes, an empty array too. */
    public ProtoWriter bytes(int field, byte[] bytes) {
        lengthOf(field, bytes.length);
        put(bytes, bytes.length);
        return this;
    }

    /** A float; positive 0 is left out, as proto3 has it. */
    public ProtoWriter decimal(int field, float value) {
        int bits = Float.floatToRawIntBits(value);
        if (bits != 0) {
            varint(((long) field << 3) | FIXED32);
            elementOf(bits);
        }
        return this;
    }

    /** One float of a list in one piece, for {@link #message} to wrap. */
    public ProtoWriter element(float value) {
        return elementOf(Float.floatToRawIntBits(value));
    }

    /** One integer of a list in one piece, for {@link #message} to wrap. */
    public ProtoWriter element(long value) {
        varint(value);
        return this;
    }

    /** A truth value; false is left out, as proto3 has it. */
    public ProtoWriter bool(int field, boolean value) {
        if (value) {
            varint(((long) field << 3) | VARINT);
            varint(1);
        }
        return this;
    }

    /** An integer; zero is left out, as proto3 has it. */
    public ProtoWriter integer(int field, long value) {
        if (value != 0) {
            varint(((long) field << 3) | VARINT);
            varint(value);
        }
        return this;
    }

    /** A list of integers in one piece. */
    public ProtoWriter packed(int field, long... values) {
        ProtoWriter elements = new ProtoWriter();
        for (long value : values) {
            elements.varint(value);
        }
        return message(field, elements);
    }

    /** A message, an empty one too. */
    public ProtoWriter message(int field, ProtoWriter message) {
        lengthOf(field, message.length);
        put(message.array, message.length);
        return this;
    }

    /** Fields that another writer holds, as if they had been written here. */
    public ProtoWriter fields(ProtoWriter other) {
        put(other.array, other.length);
        return this;
    }

    /** How many bytes are written and not yet taken. */
    public int length() {
        return length;
    }

    /** The tag and the length of bytes that the caller sends behind what is written so far. */
    public ProtoWriter lengthOf(int field, int byteSize) {
        varint(((long) field << 3) | LENGTH_DELIMITED);
        varint(byteSize);
        return this;
    }

    /** What was written since the last call; the writer goes on with an array of its own. */
    public ByteBuffer take() {
        ByteBuffer written = ByteBuffer.wrap(array, 0, length);
        array = new byte[CAPACITY];
        length = 0;
        return written;
    }

    private ProtoWriter elementOf(int bits) {
        reserve(Integer.BYTES);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            array[length++] = (byte) (bits >>> shift);
        }
        return this;
    }

    private void varint(long value) {
        reserve(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            array[length++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        array[length++] = (byte) left;
    }

    private void put(byte[] bytes, int count) {
        reserve(count);
        System.arraycopy(bytes, 0, array, length, count);
        length += count;
    }

    private void reserve(int count) {
        if (count > array.length - length) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, length + count));
        }
    }
}

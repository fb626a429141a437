package io.inferry.transport.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A part of a byte array. The bytes are shared, not copied; they are not to be changed. */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = of(new byte[0]);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A part of an array. */
    public static Bytes of(byte[] array, int offset, int length) {
        return new Bytes(array, offset, length);
    }

    /** A whole array. */
    public static Bytes of(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    /** A text in UTF-8. */
    public static Bytes utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The array that holds the bytes, among others perhaps. */
    public byte[] array() {
        return array;
    }

    /** Where the bytes begin in the array. */
    public int offset() {
        return offset;
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** The bytes read as UTF-8. */
    public String text() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }
}

package io.inferry.transport.json;

import io.inferry.transport.http.Bytes;
import java.util.Arrays;

/** A growing array of bytes. */
final class ByteSink {
    private byte[] array;
    private int length;

    ByteSink(int capacity) {
        array = new byte[Math.max(capacity, 16)];
    }

    int length() {
        return length;
    }

    void put(byte b) {
        if (length == array.length) {
            reserve(1);
        }
        array[length++] = b;
    }

    void put(byte[] bytes, int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, array, length, to - from);
        length += to - from;
    }

    /** ASCII only. */
    void put(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            array[length++] = (byte) text.charAt(i);
        }
    }

    /** The array with room for this many bytes more, to be filled from {@link #length()}. */
    byte[] reserve(int bytes) {
        if (bytes > array.length - length) {
            int wanted = Math.addExact(length, bytes);
            array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8, 2L * wanted));
        }
        return array;
    }

    /** The reserved room was filled up to here. */
    void length(int newLength) {
        length = newLength;
    }

    Bytes toBytes() {
        return Bytes.of(array, 0, length);
    }
}

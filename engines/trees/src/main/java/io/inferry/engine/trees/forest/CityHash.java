package io.inferry.engine.trees.forest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Google's CityHash64 in its version 1.0 of 2011 (Pike and Alakuijala), which CatBoost keeps for
 * the texts of categories; later versions answer differently.
 */
final class CityHash {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    private static final long K3 = 0xc949d7c7509e6557L;
    private static final long MULTIPLIER = 0x9ddfea08eb382d69L;
    private static final int BLOCK = 64;

    private final byte[] text;
    private final int length;

    private CityHash(byte[] text) {
        this.text = text;
        this.length = text.length;
    }

    static long hash64(byte[] text) {
        CityHash hash = new CityHash(text);
        if (text.length <= 16) {
            return hash.upTo16();
        }
        if (text.length <= 32) {
            return hash.upTo32();
        }
        return text.length <= BLOCK ? hash.upTo64() : hash.blocks();
    }

    private long upTo16() {
        if (length > 8) {
            long last = at(length - 8);
            return mix(at(0), Long.rotateRight(last + length, length)) ^ last;
        }
        if (length >= 4) {
            return mix(length + (intAt(0) << 3), intAt(length - 4));
        }
        if (length > 0) {
            int ends = (text[0] & 0xFF) + ((text[length >> 1] & 0xFF) << 8);
            int rest = length + ((text[length - 1] & 0xFF) << 2);
            return fold((ends * K2) ^ (rest * K3)) * K2;
        }
        return K2;
    }

    private long upTo32() {
        long a = at(0) * K1;
        long b = at(8);
        long c = at(length - 8) * K2;
        long d = at(length - 16) * K0;
        return mix(
                Long.rotateRight(a - b, 43) + Long.rotateRight(c, 30) + d,
                a + Long.rotateRight(b ^ K3, 20) - c + length);
    }

    private long upTo64() {
        long seed = at(0) + (length + at(length - 16)) * K0;
        Pair v = half(seed, at(24), at(8), at(16));
        long end = at(16) + at(length - 32);
        Pair w = half(end, at(length - 8), at(length - 24), at(length - 16));
        long sum = fold((v.first + w.second) * K2 + (w.first + v.second) * K0);
        return fold(sum * K0 + v.second) * K2;
    }

    private static Pair half(long start, long z, long middle, long last) {
        long a = start;
        long b = Long.rotateRight(a + z, 52);
        long c = Long.rotateRight(a, 37);
        a += middle;
        c += Long.rotateRight(a, 7);
        a += last;
        return new Pair(a + z, b + Long.rotateRight(a, 31) + c);
    }

    private long blocks() {
        long y = at(length - 16) ^ K1;
        Pair v = weak(length - BLOCK, length, y);
        Pair w = weak(length - 32, length * K1, K0);
        long z = (at(length - 56) ^ K0) + fold(v.second) * K1;
        long x = Long.rotateRight(z + at(0), 39) * K1;
        y = Long.rotateRight(y, 33) * K1;
        int end = (length - 1) / BLOCK * BLOCK;
        for (int from = 0; from < end; from += BLOCK) {
            x = Long.rotateRight(x + y + v.first + at(from + 16), 37) * K1;
            y = Long.rotateRight(y + v.second + at(from + 48), 42) * K1;
            x ^= w.second;
            y ^= v.first;
            z = Long.rotateRight(z ^ w.first, 33);
            v = weak(from, v.second * K1, x + w.first);
            w = weak(from + 32, z + w.second, y);
            long swapped = z;
            z = x;
            x = swapped;
        }
        return mix(mix(v.first, w.first) + fold(y) * K1 + z, mix(v.second, w.second) + x);
    }

    private record Pair(long first, long second) {}

    private Pair weak(int from, long seedA, long seedB) {
        long a = seedA + at(from);
        long b = Long.rotateRight(seedB + a + at(from + 24), 21);
        long sum = a + at(from + 8) + at(from + 16);
        return new Pair(sum + at(from + 24), b + Long.rotateRight(sum, 44) + a);
    }

    private static long mix(long u, long v) {
        long a = (u ^ v) * MULTIPLIER;
        long b = (v ^ (a ^ (a >>> 47))) * MULTIPLIER;
        return (b ^ (b >>> 47)) * MULTIPLIER;
    }

    private static long fold(long value) {
        return value ^ (value >>> 47);
    }

    private long at(int index) {
        return (long) LONG.get(text, index);
    }

    private long intAt(int index) {
        return (int) INT.get(text, index) & 0xFFFFFFFFL;
    }
}

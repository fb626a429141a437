package io.inferry.core.routing;

import java.nio.charset.StandardCharsets;

/**
 * The hash that assignments rest on: the same on every server and for ever, so that replicas agree
 * and a restart moves nobody. 64-bit FNV-1a over UTF-8, finished by the mixer of SplitMix64
 * (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014): FNV-1a alone leaves
 * the high bits of short texts poor.
 */
final class StableHash {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final double UNIT = 0x1.0p-53;

    private StableHash() {}

    /** 64 bits of a text. */
    static long of(String text) {
        long hash = FNV_OFFSET;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** 64 bits that depend on every bit of both. */
    static long of(long first, long second) {
        return mix(mix(first) ^ second);
    }

    /** A number above 0 and below 1. */
    static double unit(long hash) {
        return ((hash >>> 11) + 0.5) * UNIT;
    }

    private static long mix(long bits) {
        long mixed = bits + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}

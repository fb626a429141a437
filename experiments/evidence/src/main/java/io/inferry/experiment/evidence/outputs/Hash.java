package io.inferry.experiment.evidence.outputs;

/** The mixer of SplitMix64 (Steele, Lea, Flood 2014; Stafford's variant 13). */
public final class Hash {
    private static final long FIRST = 0xbf58476d1ce4e5b9L;
    private static final long SECOND = 0x94d049bb133111ebL;
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private Hash() {}

    /** Spreads 64 bits over 64 bits; a bijection. */
    public static long mix(long bits) {
        long z = bits + STEP;
        z = (z ^ (z >>> 30)) * FIRST;
        z = (z ^ (z >>> 27)) * SECOND;
        return z ^ (z >>> 31);
    }
}

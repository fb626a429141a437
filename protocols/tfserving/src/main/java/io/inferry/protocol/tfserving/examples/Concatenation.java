package io.inferry.protocol.tfserving.examples;

import java.util.Arrays;

/** Merges serialized examples: protobuf's fields of the one behind those of the other. */
public final class Concatenation {
    private Concatenation() {}

    /** The context's features and the example's; where both have one, the example's counts. */
    public static byte[] of(byte[] context, byte[] example) {
        if (context.length == 0) {
            return example;
        }
        byte[] merged = Arrays.copyOf(context, context.length + example.length);
        System.arraycopy(example, 0, merged, context.length, example.length);
        return merged;
    }
}

package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.util.Arrays;
import java.util.List;

/** Merges serialized examples: protobuf's fields of the one behind those of the other. */
public final class Concatenation {
    /** A short request can name a long context for very many examples. */
    static final long MERGED_BYTES_MAX = 1L << 28;

    private Concatenation() {}

    /**
     * Each example with the context's features in front; where both have one, the example's counts.
     *
     * @throws ServingException TOO_LARGE when that makes more than 256 MiB
     */
    public static List<byte[]> inFrontOf(byte[] context, List<byte[]> examples) {
        if (context.length == 0) {
            return examples;
        }
        long merged = (long) context.length * examples.size();
        for (byte[] example : examples) {
            merged += example.length;
        }
        if (merged > MERGED_BYTES_MAX) {
            throw ServingException.of(
                    ErrorCode.TOO_LARGE,
                    "the examples with their context have "
                            + merged
                            + " bytes, at most "
                            + MERGED_BYTES_MAX
                            + " are taken");
        }
        return examples.stream().map(example -> of(context, example)).toList();
    }

    /** One behind the other. */
    static byte[] of(byte[] first, byte[] second) {
        byte[] merged = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, merged, first.length, second.length);
        return merged;
    }
}

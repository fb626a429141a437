package io.inferry.transport.json;

/** How strict a protocol is about the elements of tensors. */
public record TensorRules(Integers integers, Bools bools, Objects objects) {
    /** Integers fit their type, booleans are booleans, strings are strings. */
    public static final TensorRules STRICT =
            new TensorRules(Integers.FIT_THE_TYPE, Bools.TRUE_FALSE, Objects.REFUSED);

    /** As TensorFlow Serving reads them. */
    public static final TensorRules TENSORFLOW_SERVING =
            new TensorRules(Integers.NARROW_ONES_WRAP, Bools.TRUE_FALSE, Objects.BASE64);

    /** As Open Inference Protocol clients write them. */
    public static final TensorRules OPEN_INFERENCE =
            new TensorRules(Integers.FIT_THE_TYPE, Bools.ALSO_ZERO_ONE, Objects.REFUSED);

    /** Which integers a type takes. */
    public enum Integers {
        /** Exactly those of the type. */
        FIT_THE_TYPE,
        /** INT8, UINT8, INT16 and UINT16 take every int32 and keep its low bits. */
        NARROW_ONES_WRAP
    }

    /** What stands for a boolean. */
    public enum Bools {
        /** {@code true} and {@code false}. */
        TRUE_FALSE,
        /** {@code 0} and {@code 1} as well. */
        ALSO_ZERO_ONE
    }

    /** What an object stands for. */
    public enum Objects {
        /** Nothing. */
        REFUSED,
        /** In STRING tensors {@code {"b64": "..."}} stands for bytes; see {@link Base64Object}. */
        BASE64
    }
}

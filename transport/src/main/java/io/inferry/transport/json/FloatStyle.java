package io.inferry.transport.json;

/** How floating-point numbers are written. Both styles read back as the same number. */
public enum FloatStyle {
    /**
     * The fewest digits that read back as the same number in its type; {@code .0} where it would
     * look like an integer: {@code 0.1}, {@code 3.0}, {@code 1.0e20}.
     */
    SHORTEST,
    /**
     * As TensorFlow Serving writes them: C's {@code %.6g} where that reads back as the same number,
     * else {@code %.9g} for float32 and {@code %.17g} for float64; {@code .0} where there is
     * neither point nor exponent: {@code 9e+06}, {@code 999999.0}, {@code 3e-05}.
     */
    TENSORFLOW_SERVING
}

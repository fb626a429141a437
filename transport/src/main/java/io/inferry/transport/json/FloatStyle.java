package io.inferry.transport.json;

/**
 * How floating-point numbers are written. Both styles read back as the same number, have a point or
 * an exponent, and write an exponent as C does: {@code 1e-07}.
 */
public enum FloatStyle {
    /**
     * The fewest digits that read back as the same number in its own type, and of those the
     * nearest; an exponent below 1e-4 and from 1e16 on: {@code 0.1}, {@code 3.0}, {@code 1e+20}. As
     * Python writes float64.
     */
    SHORTEST,
    /**
     * As TensorFlow Serving writes them: C's {@code %.6g} where that reads back as the same number,
     * else {@code %.9g} for float32 and {@code %.17g} for float64; then {@code .0} where there is
     * neither point nor exponent: {@code 9e+06}, {@code 999999.0}, {@code 3e-05}.
     */
    TENSORFLOW_SERVING
}

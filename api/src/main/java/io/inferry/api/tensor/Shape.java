package io.inferry.api.tensor;

import io.inferry.api.ServingException;
import java.util.Arrays;

/**
 * An immutable tensor shape. In a signature a dimension of {@link #UNKNOWN} accepts any size, and
 * {@link #ANY} accepts every shape.
 */
public final class Shape {
    /** A dimension that is not known until a request comes. */
    public static final long UNKNOWN = -1;

    /** A signature's shape of unknown rank; never the shape of a tensor. Its rank reads as 0. */
    public static final Shape ANY = new Shape(new long[0]);

    private static final Shape SCALAR = new Shape(new long[0]);

    private final long[] dims;

    private Shape(long[] dims) {
        this.dims = dims;
    }

    /**
     * A shape of these dimensions.
     *
     * @throws ServingException INVALID_ARGUMENT when a dimension is below -1
     */
    public static Shape of(long... dims) {
        if (dims.length == 0) {
            return SCALAR;
        }
        for (long dim : dims) {
            if (dim < UNKNOWN) {
                throw ServingException.invalidArgument(
                        "shape " + Arrays.toString(dims) + " has a negative dimension");
            }
        }
        return new Shape(dims.clone());
    }

    /** Number of dimensions; 0 for a scalar. */
    public int rank() {
        return dims.length;
    }

    /** Size of one dimension, or {@link #UNKNOWN}. */
    public long dim(int index) {
        return dims[index];
    }

    /** A copy of all dimensions. */
    public long[] toArray() {
        return dims.clone();
    }

    /** Whether even the number of dimensions is unknown. */
    public boolean isAny() {
        return isSameAs(ANY);
    }

    @SuppressWarnings("ReferenceEquality") // one object stands for every unknown rank
    private boolean isSameAs(Shape other) {
        return this == other;
    }

    /** Whether the rank and every dimension are known. */
    public boolean isKnown() {
        if (isAny()) {
            return false;
        }
        for (long dim : dims) {
            if (dim == UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    /**
     * The product of all dimensions.
     *
     * @throws ServingException INVALID_ARGUMENT when it overflows a long or a dimension is unknown
     */
    public long elements() {
        if (isAny()) {
            throw ServingException.invalidArgument("a shape of unknown rank has no elements");
        }
        long product = 1;
        boolean overflowed = false;
        for (long dim : dims) {
            if (dim == UNKNOWN) {
                throw ServingException.invalidArgument(
                        "shape " + this + " has an unknown dimension");
            }
            if (dim == 0) {
                return 0;
            }
            overflowed |= Math.multiplyHigh(product, dim) != 0 || product * dim < 0;
            product *= dim;
        }
        if (overflowed) {
            throw ServingException.invalidArgument(
                    "shape " + this + " has more elements than a long can count");
        }
        return product;
    }

    /** The same shape with another first dimension; needs rank 1 or more. */
    public Shape withRows(long rows) {
        long[] copy = dims.clone();
        copy[0] = rows;
        return new Shape(copy);
    }

    /**
     * Whether a tensor of shape {@code actual} fits this shape, whose unknown dimensions accept any
     * size.
     */
    public boolean accepts(Shape actual) {
        if (isAny()) {
            return true;
        }
        if (actual.dims.length != dims.length) {
            return false;
        }
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] != UNKNOWN && dims[i] != actual.dims[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether all dimensions but the first are equal; false for scalars. */
    public boolean sameRowShape(Shape other) {
        return dims.length > 0
                && dims.length == other.dims.length
                && Arrays.equals(dims, 1, dims.length, other.dims, 1, dims.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape
                && isAny() == shape.isAny()
                && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** As users write it: {@code [1,3,224,224]}; {@code [...]} for {@link #ANY}. */
    @Override
    public String toString() {
        if (isAny()) {
            return "[...]";
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < dims.length; i++) {
            text.append(i == 0 ? "" : ",").append(dims[i]);
        }
        return text.append(']').toString();
    }
}

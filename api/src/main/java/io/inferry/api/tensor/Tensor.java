package io.inferry.api.tensor;

/**
 * A typed, shaped block of values, row-major. Whoever holds a tensor closes it, exactly once; a
 * closed tensor refuses every access, because native engines crash on freed memory. A tensor is
 * owned by one thread at a time.
 */
public sealed interface Tensor extends AutoCloseable permits NumericTensor, StringTensor {
    /** Type of the elements. */
    DataType dataType();

    /** Always fully known. */
    Shape shape();

    /** Bytes that the elements take; for strings the sum of their lengths. */
    long byteSize();

    /**
     * The rows {@code from} to {@code from + count} of dimension 0 as a tensor of its own that
     * shares this one's memory and outlives it; the caller closes it.
     */
    Tensor rows(long from, long count);

    /**
     * The same values as a tensor of its own that shares this one's memory and outlives it; the
     * caller closes it. Neither may be written to any more.
     */
    Tensor share();

    /** Whether {@link #close()} was called. */
    boolean isClosed();

    /** Gives this tensor's hold on its memory back. A second call does nothing. */
    @Override
    void close();
}

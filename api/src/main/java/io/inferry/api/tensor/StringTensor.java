package io.inferry.api.tensor;

import io.inferry.api.ServingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Strings or arbitrary bytes, one array per element, on the heap. The arrays are not to be changed.
 */
public final class StringTensor implements Tensor {
    private final Shape shape;
    private final List<byte[]> elements;
    private boolean closed;

    private StringTensor(Shape shape, List<byte[]> elements) {
        this.shape = shape;
        this.elements = elements;
    }

    /**
     * A tensor of these elements, row-major.
     *
     * @throws ServingException INVALID_ARGUMENT when their number does not fit the shape
     */
    public static StringTensor of(Shape shape, List<byte[]> elements) {
        if (shape.elements() != elements.size()) {
            throw ServingException.invalidArgument(
                    "shape "
                            + shape
                            + " has "
                            + shape.elements()
                            + " elements, "
                            + elements.size()
                            + " were given");
        }
        return new StringTensor(shape, List.copyOf(elements));
    }

    /** A tensor of these texts in UTF-8. */
    public static StringTensor ofTexts(Shape shape, String... texts) {
        return of(
                shape,
                List.of(texts).stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    @Override
    public DataType dataType() {
        return DataType.STRING;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public long byteSize() {
        long sum = 0;
        for (byte[] element : elements) {
            sum += element.length;
        }
        return sum;
    }

    /** The elements, row-major. */
    public List<byte[]> elements() {
        return elements;
    }

    /** The elements read as UTF-8. */
    public List<String> toTexts() {
        return elements.stream()
                .map(element -> new String(element, StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public StringTensor rows(long from, long count) {
        Shape part = shape.withRows(count);
        long perRow = shape.dim(0) == 0 ? 0 : elements.size() / shape.dim(0);
        int start = Math.toIntExact(from * perRow);
        return new StringTensor(
                part, elements.subList(start, start + Math.toIntExact(count * perRow)));
    }

    @Override
    public StringTensor share() {
        return new StringTensor(shape, elements);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "STRING" + shape;
    }
}

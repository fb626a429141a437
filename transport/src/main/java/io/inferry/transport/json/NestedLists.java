package io.inferry.transport.json;

import io.inferry.api.tensor.Shape;
import java.util.Arrays;

/**
 * Reads one element or lists of lists of elements, and learns their shape on the way: the first
 * list of each level says how long all lists of that level are.
 */
final class NestedLists {
    private static final int UNKNOWN = -1;

    private final Elements elements;
    private int[] sizes = new int[4];
    private int[] read = new int[4];
    private int rank;
    private int depth;

    NestedLists(Elements elements) {
        this.elements = elements;
    }

    /** Reads one value. */
    void readValue(JsonReader reader) {
        if (reader.peek() != Token.ARRAY) {
            elements.readOne(reader);
            rank = 0;
            return;
        }
        rank = UNKNOWN;
        depth = 0;
        Arrays.fill(sizes, UNKNOWN);
        open(reader);
        while (depth > 0) {
            switch (reader.peek()) {
                case ARRAY -> open(reader);
                case END -> close(reader);
                case OBJECT, STRING, NUMBER, TRUE, FALSE, NULL -> readElements(reader);
            }
        }
    }

    /** The value's shape. */
    Shape shape() {
        return Shape.of(Arrays.stream(sizes, 0, rank).asLongStream().toArray());
    }

    /** Whether the value has this shape. */
    boolean hasShape(int[] other) {
        return Arrays.equals(sizes, 0, rank, other, 0, other.length);
    }

    int[] sizes() {
        return Arrays.copyOf(sizes, rank);
    }

    private void open(JsonReader reader) {
        if (rank != UNKNOWN && depth >= rank) {
            throw new TensorShapeException(new ShapeMismatch.ListTooDeep(depth, rank));
        }
        if (depth == sizes.length) {
            addLevels();
        }
        reader.beginArray();
        read[depth] = 0;
        depth++;
    }

    private void addLevels() {
        if (depth >= TensorBuilder.RANK_MAX) {
            throw new TensorShapeException(
                    new ShapeMismatch.ListTooDeep(depth, TensorBuilder.RANK_MAX));
        }
        int levels = Math.min(2 * depth, TensorBuilder.RANK_MAX);
        sizes = Arrays.copyOf(sizes, levels);
        Arrays.fill(sizes, depth, levels, UNKNOWN);
        read = Arrays.copyOf(read, levels);
    }

    private void readElements(JsonReader reader) {
        if (rank == UNKNOWN) {
            rank = depth;
        }
        if (depth < rank) {
            String value = reader.snippet(TensorBuilder.TEXT_BYTES_MAX);
            throw new TensorShapeException(new ShapeMismatch.ElementTooShallow(value, depth, rank));
        }
        read[depth - 1] += elements.readAll(reader);
    }

    private void close(JsonReader reader) {
        reader.endArray();
        if (rank == UNKNOWN) {
            rank = depth;
        }
        depth--;
        int size = read[depth];
        if (sizes[depth] == UNKNOWN) {
            sizes[depth] = size;
        } else if (sizes[depth] != size) {
            throw new TensorShapeException(new ShapeMismatch.ListSize(depth, sizes[depth], size));
        }
        if (depth > 0) {
            read[depth - 1]++;
        }
    }
}

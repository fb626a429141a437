package io.inferry.engine.trees.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An array that stays unboxed as long as all its elements are numbers. */
final class Elements {
    private double[] numbers = new double[8];
    private int count;
    private final List<Object> others = new ArrayList<>();

    void add(double number) {
        if (!others.isEmpty()) {
            others.add(number);
            return;
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = number;
    }

    void add(Object value) {
        if (value instanceof Double number) {
            add((double) number);
            return;
        }
        if (others.isEmpty()) {
            for (int i = 0; i < count; i++) {
                others.add(numbers[i]);
            }
        }
        others.add(value);
    }

    /** A {@code double[]}, or a list when there is anything else than numbers. */
    Object value() {
        return others.isEmpty() ? Arrays.copyOf(numbers, count) : others;
    }
}

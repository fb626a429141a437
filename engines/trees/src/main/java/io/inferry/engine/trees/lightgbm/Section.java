package io.inferry.engine.trees.lightgbm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferry.engine.trees.forest.ModelFileException;
import java.util.HashMap;
import java.util.Map;

/** The {@code key=value} lines between two headings; values stay bytes until they are asked for. */
final class Section {
    private static final int SHOWN = 40;
    private static final int WHOLE_DIGITS = 15;
    private static final long UNSIGNED_MAX = (1L << 32) - 1;

    private final String heading;
    private final byte[] bytes;
    private final Map<String, Span> spans = new HashMap<>();

    private record Span(int from, int to) {}

    Section(String heading, byte[] bytes) {
        this.heading = heading;
        this.bytes = bytes;
    }

    void add(int from, int to) {
        int equals = from;
        while (equals < to && bytes[equals] != '=') {
            equals++;
        }
        String key = new String(bytes, from, equals - from, UTF_8);
        spans.put(key, new Span(Math.min(equals + 1, to), to));
    }

    boolean has(String key) {
        return spans.containsKey(key);
    }

    /** The value as text, {@code otherwise} where there is no such line. */
    String text(String key, String otherwise) {
        Span span = spans.get(key);
        return span == null
                ? otherwise
                : new String(bytes, span.from, span.to - span.from, UTF_8).strip();
    }

    /** A whole number, {@code otherwise} where there is no such line. */
    int number(String key, int otherwise) {
        String text = text(key, "");
        if (!has(key)) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(key, text, "a whole number");
        }
    }

    /** So many whole numbers, unsigned ones as the int of the same bits. */
    int[] integers(String key, int count) {
        double[] values = numbers(key, count);
        int[] integers = new int[count];
        for (int i = 0; i < count; i++) {
            long whole = (long) values[i];
            integers[i] = (int) whole;
            if (whole != values[i] || whole < Integer.MIN_VALUE || whole > UNSIGNED_MAX) {
                throw wrong(key, String.valueOf(values[i]), "whole numbers");
            }
        }
        return integers;
    }

    /** So many numbers. */
    double[] numbers(String key, int count) {
        Span span = spans.get(key);
        if (span == null) {
            if (count == 0) {
                return new double[0];
            }
            throw ModelFileException.broken(heading + " has no line " + key);
        }
        // A number and its space take two bytes: a larger count is a lie and gets no memory.
        if (count > (span.to - span.from + 1) / 2) {
            throw wrong(key, (span.to - span.from) + " bytes", count + " numbers");
        }
        return parse(key, span, new double[count]);
    }

    private double[] parse(String key, Span span, double[] values) {
        int at = span.from;
        for (int i = 0; i < values.length; i++) {
            while (at < span.to && bytes[at] == ' ') {
                at++;
            }
            int start = at;
            while (at < span.to && bytes[at] > ' ') {
                at++;
            }
            double whole = whole(start, at);
            values[i] =
                    Double.isNaN(whole)
                            ? number(key, new String(bytes, start, at - start, UTF_8))
                            : whole;
        }
        if (!new String(bytes, at, span.to - at, UTF_8).isBlank()) {
            throw wrong(key, "more", values.length + " numbers");
        }
        return values;
    }

    /** Most numbers of large models are short and whole; NaN for all others. */
    private double whole(int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        // Minus zero is no whole number.
        if (first == to || to - first > WHOLE_DIGITS || (negative && bytes[first] == '0')) {
            return Double.NaN;
        }
        long value = 0;
        for (int i = first; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return Double.NaN;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    private double number(String key, String word) {
        return switch (word) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> {
                try {
                    yield Double.parseDouble(word);
                } catch (NumberFormatException e) {
                    throw wrong(key, word, "numbers");
                }
            }
        };
    }

    ModelFileException wrong(String key, String found, String expected) {
        String shown = found.length() > SHOWN ? found.substring(0, SHOWN) + "…" : found;
        return ModelFileException.broken(
                "%s: %s has '%s' where %s should be".formatted(heading, key, shown, expected));
    }
}

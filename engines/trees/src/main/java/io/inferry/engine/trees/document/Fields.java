package io.inferry.engine.trees.document;

import io.inferry.engine.trees.forest.ModelFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One object of a document. Values are {@code Map}, {@code List}, {@code String}, {@code Double},
 * or, for arrays of numbers only, {@code double[]}.
 *
 * @param where its place in the document, for messages
 */
public record Fields(String where, Map<String, Object> values) {
    /** An object as it is found among others. */
    public static Fields of(String where, Map<?, ?> map) {
        Map<String, Object> object = new HashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return new Fields(where, object);
    }

    /** Whether there is such a member. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A member that is an object itself. */
    public Fields fields(String name) {
        if (values.get(name) instanceof Map<?, ?> map) {
            return of(where + "." + name, map);
        }
        throw missing(name, "an object");
    }

    /** A text, or a number as text. */
    public String text(String name) {
        return switch (values.get(name)) {
            case String text -> text;
            case Double number -> String.valueOf(number);
            case null, default -> throw missing(name, "a text");
        };
    }

    /** A text, or what is said instead where there is none. */
    public String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** A whole number, which XGBoost writes as text; what is said instead where there is none. */
    public int number(String name, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            return (int) Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            throw missing(name, "a number");
        }
    }

    /** An array of numbers of any length. */
    public double[] numbers(String name) {
        return switch (values.get(name)) {
            case double[] numbers -> numbers;
            case null, default -> throw missing(name, "an array of numbers");
        };
    }

    /** So many numbers. */
    public double[] numbers(String name, int count) {
        double[] numbers = numbers(name);
        if (numbers.length != count) {
            throw missing(name, count + " numbers, not " + numbers.length);
        }
        return numbers;
    }

    /** The texts of an array; what is no text is left out. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** The elements of an array, each of one kind; a null or an empty array has none. */
    public <T> List<T> elements(String name, Class<T> kind) {
        List<T> elements = new ArrayList<>();
        switch (values.get(name)) {
            case List<?> list -> {
                for (Object each : list) {
                    if (!kind.isInstance(each)) {
                        throw missing(name, "an array of " + kind.getSimpleName());
                    }
                    elements.add(kind.cast(each));
                }
            }
            case double[] none when none.length == 0 -> {
                // an empty array has no type
            }
            case String none when none.isEmpty() -> {
                // a null
            }
            case null, default -> throw missing(name, "an array of " + kind.getSimpleName());
        }
        return elements;
    }

    /** A member of a kind that is sure. */
    public <T> T member(String name, Class<T> kind) {
        Object member = values.get(name);
        if (!kind.isInstance(member)) {
            throw missing(name, kind.getSimpleName());
        }
        return kind.cast(member);
    }

    /** The elements of an array, whatever they are; none where there is no array. */
    public List<Object> all(String name) {
        List<Object> all = new ArrayList<>();
        switch (values.get(name)) {
            case List<?> list -> all.addAll(list);
            case double[] numbers -> {
                for (double each : numbers) {
                    all.add(each);
                }
            }
            case null, default -> {
                // nothing there
            }
        }
        return all;
    }

    /** Says what a member should be. */
    public ModelFileException missing(String name, String expected) {
        return ModelFileException.broken("%s.%s should be %s".formatted(where, name, expected));
    }
}

package io.inferry.engine.tflite;

import io.inferry.api.ServingException;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads text options strictly: a wrong key or value is an error that shows what would be right. */
final class OptionReader {
    private final Map<String, String> options;

    OptionReader(Map<String, String> options) {
        this.options = options;
    }

    void refuseUnknown(Set<String> known) {
        for (String key : new TreeSet<>(options.keySet())) {
            if (!known.contains(key)) {
                String nearest =
                        new TreeSet<>(known)
                                .stream()
                                        .min(Comparator.comparingInt(word -> distance(word, key)))
                                        .orElseThrow();
                throw ServingException.invalidArgument(
                        "engine tflite knows no option '%s'; the nearest is '%s'"
                                .formatted(key, nearest));
            }
        }
    }

    /** A number of 0 to {@code max}, {@code auto} and nothing mean 0. */
    int number(String key, int min, int max) {
        String text = options.getOrDefault(key, "auto");
        if (text.equals("auto")) {
            return min;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw wrong(key, text, "auto or a number of " + min + " to " + max);
    }

    <T> T choice(String key, Map<String, T> choices, T otherwise) {
        String text = options.get(key);
        if (text == null) {
            return otherwise;
        }
        T chosen = choices.get(text);
        if (chosen == null) {
            throw wrong(key, text, "one of " + new TreeSet<>(choices.keySet()));
        }
        return chosen;
    }

    private static ServingException wrong(String key, String text, String expected) {
        return ServingException.invalidArgument(
                "option %s is '%s'; it must be %s".formatted(key, text, expected));
    }

    /** How many letters to change, add or remove to get from one word to the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j - 1], row[j]) + 1);
            }
        }
        return row[to.length()];
    }
}

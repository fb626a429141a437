package io.inferry.api.engine;

import io.inferry.api.ServingException;
import io.inferry.api.settings.Nearest;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads an engine's options strictly: a wrong key or value is INVALID_ARGUMENT, with what would be
 * right.
 */
public final class EngineOptions {
    private final String engine;
    private final Map<String, String> options;

    /**
     * @param engine the engine's name, for its texts
     * @param options as the engine got them in its {@link LoadRequest}
     */
    public EngineOptions(String engine, Map<String, String> options) {
        this.engine = engine;
        this.options = Map.copyOf(options);
    }

    /** Refuses every key but these, and names the nearest of them. */
    public void refuseUnknown(Set<String> known) {
        for (String key : new TreeSet<>(options.keySet())) {
            if (!known.contains(key)) {
                throw ServingException.invalidArgument(
                        "engine %s knows no option '%s'%s"
                                .formatted(
                                        engine,
                                        key,
                                        Nearest.to(key, known)
                                                .map(word -> "; the nearest is '" + word + "'")
                                                .orElse("")));
            }
        }
    }

    /** A number of {@code min} to {@code max}; {@code auto} and nothing mean {@code min}. */
    public int number(String key, int min, int max) {
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

    /** A share above 0 up to 1. */
    public Optional<Double> share(String key) {
        String text = options.get(key);
        if (text == null) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value <= 1) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw wrong(key, text, "a number above 0 and at most 1");
    }

    /** One of some words; {@code otherwise} when nothing is set. */
    public <T> T choice(String key, Map<String, T> choices, T otherwise) {
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

    /** Any text that is not blank. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(options.get(key)).filter(text -> !text.isBlank());
    }

    /** Words between commas, in their order. */
    public Set<String> words(String key, String otherwise) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : options.getOrDefault(key, otherwise).split(",", -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }

    private static ServingException wrong(String key, String text, String expected) {
        return ServingException.invalidArgument(
                "option %s is '%s'; it must be %s".formatted(key, text, expected));
    }
}

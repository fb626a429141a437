package io.inferry.api.model;

import java.util.HashSet;
import java.util.List;

/**
 * One column of a table: a feature that a model knows by name.
 *
 * @param name as records, frames and CSV heads write it
 * @param categories the texts that it may hold, in the order of the numbers that the model knows
 *     them by (0, 1, …); empty for a column of numbers
 */
public record Column(String name, List<String> categories) {
    public Column {
        categories = List.copyOf(categories);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a column's name must not be blank");
        }
        var seen = new HashSet<String>();
        for (String category : categories) {
            if (!seen.add(category)) {
                throw new IllegalArgumentException(
                        "column '" + name + "' has the category '" + category + "' twice");
            }
        }
    }

    /** A column of numbers. */
    public static Column ofNumbers(String name) {
        return new Column(name, List.of());
    }

    /** Whether it holds texts, not numbers. */
    public boolean isCategorical() {
        return !categories.isEmpty();
    }
}

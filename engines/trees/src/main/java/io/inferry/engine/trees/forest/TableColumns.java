package io.inferry.engine.trees.forest;

import io.inferry.api.model.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Makes columns of what a file says about its features. */
public final class TableColumns {
    private TableColumns() {}

    /**
     * The columns, or none where the names cannot tell features apart.
     *
     * @param names of all features, in order
     * @param categories for each feature, the texts that it may hold in the order of their codes;
     *     empty for numbers, and for categories that the file knows by their codes only
     */
    public static List<Column> of(List<String> names, List<List<String>> categories) {
        if (areNotDistinct(names)) {
            return List.of();
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<String> texts = categories.get(i);
            columns.add(
                    areNotDistinct(texts)
                            ? Column.ofNumbers(names.get(i))
                            : new Column(names.get(i), texts));
        }
        return columns;
    }

    /** A number as a table would write it: whole ones without a point. */
    public static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1L << 53
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }

    private static boolean areNotDistinct(List<String> texts) {
        return texts.stream().anyMatch(String::isBlank)
                || new HashSet<>(texts).size() != texts.size();
    }
}

package io.inferry.api.settings;

import io.inferry.api.model.Column;
import java.util.HashSet;
import java.util.List;

/**
 * How rows by column name become what a model takes, and its classes names.
 *
 * @param columns of the model's one matrix input, in its order; empty: what the file says
 * @param absent what a request means that leaves a column out
 * @param classes names of the classes in the order of their numbers; empty: what the file says
 */
public record TableSettings(List<Column> columns, Absent absent, List<String> classes) {
    /** What the file says; every column must be there. */
    public static final TableSettings STANDARD =
            new TableSettings(List.of(), Absent.REFUSED, List.of());

    /** What a request means that leaves a column out. */
    public enum Absent {
        /** A mistake, unless the model file has a value for it. */
        REFUSED,
        /** Its values are missing in every row. */
        MISSING
    }

    public TableSettings {
        columns = List.copyOf(columns);
        classes = List.copyOf(classes);
        var names = new HashSet<String>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("column '" + column.name() + "' is there twice");
            }
        }
        if (new HashSet<>(classes).size() != classes.size()) {
            throw new IllegalArgumentException("a class is there twice: " + classes);
        }
    }
}

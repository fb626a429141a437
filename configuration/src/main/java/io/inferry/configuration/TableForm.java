package io.inferry.configuration;

import io.inferry.api.model.Column;
import io.inferry.api.settings.TableSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code table}: names of columns, categories and classes. */
final class TableForm {
    private static final Kind<List<String>> CATEGORIES = new Series<>(Texts.WORD);

    private TableForm() {}

    static TableSettings read(Values values, Problems problems) {
        List<Column> columns =
                values.find(ModelKeys.TABLE_COLUMNS)
                        .map(list -> columns(new Place("table.columns", list, problems)))
                        .orElse(List.of());
        return values.build(
                () ->
                        new TableSettings(
                                columns,
                                values.get(ModelKeys.TABLE_ABSENT),
                                values.get(ModelKeys.TABLE_CLASSES)),
                TableSettings.STANDARD);
    }

    private static List<Column> columns(Place list) {
        List<Column> columns = new ArrayList<>();
        for (Place each : list.items()) {
            column(each).ifPresent(columns::add);
        }
        return columns;
    }

    private static Optional<Column> column(Place place) {
        if (place.node() instanceof Node.Scalar) {
            return place.read(Texts.WORD)
                    .flatMap(name -> place.build(() -> Column.ofNumbers(name)));
        }
        Map<String, Place> keys = place.section(List.of("name", "categories"));
        if (!keys.containsKey("name")) {
            place.problem("needs name");
        }
        Optional<String> name =
                Optional.ofNullable(keys.get("name")).flatMap(text -> text.read(Texts.WORD));
        List<String> categories =
                Optional.ofNullable(keys.get("categories"))
                        .flatMap(list -> list.read(CATEGORIES))
                        .orElse(List.of());
        return name.flatMap(given -> place.build(() -> new Column(given, categories)));
    }
}

package io.inferry.engine.trees;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.Column;
import io.inferry.contracts.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns as the files name them. */
class ColumnsTest {
    @TempDir Path directory;

    @Test
    void lightGbmNamesAllItsFeatures() throws Exception {
        List<Column> columns = columns("model.txt", text("bc_lightgbm.txt"));

        assertThat(columns).hasSize(30).noneMatch(Column::isCategorical);
        assertThat(columns.getFirst().name()).isEqualTo("Column_0");
    }

    @Test
    void categoriesOfPandasAreTheTextsOfLightGbmsCategoricalFeatures() throws Exception {
        String model = text("bc_lightgbm.txt");
        String infos = line(model, "feature_infos=");
        String[] ranges = infos.substring("feature_infos=".length()).split(" ");
        ranges[1] = "1:0:2";
        ranges[4] = "0:1";
        String changed =
                model.replace(infos, "feature_infos=" + String.join(" ", ranges))
                        .replace(
                                line(model, "pandas_categorical:"),
                                "pandas_categorical:[[\"red\",\"gr\\u00fcn\",\"blue\"],[1,2.5]]");

        List<Column> columns = columns("model.txt", changed);

        assertThat(columns.get(1).categories()).containsExactly("red", "grün", "blue");
        assertThat(columns.get(4).categories()).containsExactly("1", "2.5");
        assertThat(columns.stream().filter(Column::isCategorical)).hasSize(2);
    }

    @Test
    void listsThatDoNotFitTheCategoricalFeaturesLeaveCodes() throws Exception {
        String model = text("bc_lightgbm.txt");
        String changed =
                model.replace(
                        line(model, "pandas_categorical:"), "pandas_categorical:[[\"a\",\"b\"]]");

        assertThat(columns("model.txt", changed)).hasSize(30).noneMatch(Column::isCategorical);
    }

    @Test
    void xgboostNamesItsFeaturesWhereTheFrameDid() throws Exception {
        String model = text("bc_xgboost.json");
        String unnamed = "\"feature_names\":[]";
        String names = "\"feature_names\":[" + "\"f\",".repeat(29) + "\"f\"]";
        StringBuilder distinct = new StringBuilder("\"feature_names\":[\"age\"");
        for (int i = 1; i < 30; i++) {
            distinct.append(",\"f").append(i).append('"');
        }
        assertThat(model).contains(unnamed);
        assertThat(columns("model.json", model)).isEmpty();
        assertThat(columns("model.json", model.replace(unnamed, names))).isEmpty();

        List<Column> columns = columns("model.json", model.replace(unnamed, distinct.append(']')));

        assertThat(columns).hasSize(30);
        assertThat(columns.getFirst()).isEqualTo(Column.ofNumbers("age"));
    }

    @Test
    void xgboostsCategoriesOfTheFrameAreTexts() throws Exception {
        String numbers = "{\"offsets\":[],\"values\":[]},";
        String cats =
                "\"cats\":{\"enc\":["
                        + "{\"offsets\":[0,3,7],\"values\":[114,101,100,98,108,117,101]},"
                        + "{\"type\":9,\"values\":[3,1]},"
                        + numbers.repeat(27)
                        + numbers.substring(0, numbers.length() - 1)
                        + "],\"feature_segments\":[],\"sorted_idx\":[]},";
        StringBuilder names = new StringBuilder("\"feature_names\":[\"f0\"");
        for (int i = 1; i < 30; i++) {
            names.append(",\"f").append(i).append('"');
        }
        String model =
                text("bc_xgboost.json")
                        .replace("\"feature_names\":[]", names.append(']'))
                        .replace("\"model\":{", "\"model\":{" + cats);

        List<Column> columns = columns("model.json", model);

        assertThat(columns.get(0).categories()).containsExactly("red", "blue");
        assertThat(columns.get(1).categories()).containsExactly("3", "1");
        assertThat(columns.get(2).isCategorical()).isFalse();
    }

    private List<Column> columns(String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        try (Workbench bench = Workbench.of(file, Map.of())) {
            return bench.model().columns();
        }
    }

    private static String text(String fixture) {
        return new String(Fixtures.bytes(fixture), UTF_8);
    }

    private static String line(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }
}

package io.inferry.engine.trees.xgboost;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferry.engine.trees.document.Fields;
import io.inferry.engine.trees.forest.TableColumns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The categories of the data frame that a model was trained with, which XGBoost writes since
 * version 3.1 ({@code cats}): for each feature the categories in the order of their codes, texts as
 * the bytes of all of them and where each begins, or whole numbers.
 */
final class FrameCategories {
    private FrameCategories() {}

    /** For each feature its categories; empty for numbers and for files that have none. */
    static List<List<String>> read(Fields learner, int features) {
        List<List<String>> none = Collections.nCopies(features, List.of());
        Fields booster = learner.fields("gradient_booster");
        Fields trees = booster.has("gbtree") ? booster.fields("gbtree") : booster;
        Fields model = trees.fields("model");
        if (!model.has("cats") || !model.fields("cats").has("enc")) {
            return none;
        }
        List<List<String>> categories = new ArrayList<>();
        for (Map<?, ?> feature : model.fields("cats").elements("enc", Map.class)) {
            categories.add(categories(Fields.of("a feature's categories", feature)));
        }
        return categories.size() == features ? categories : none;
    }

    private static List<String> categories(Fields feature) {
        List<String> categories = new ArrayList<>();
        double[] values = feature.numbers("values");
        if (!feature.has("offsets")) {
            for (double value : values) {
                categories.add(TableColumns.text(value));
            }
            return categories;
        }
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        double[] starts = feature.numbers("offsets");
        for (int i = 1; i < starts.length; i++) {
            if (!(starts[i - 1] >= 0 && starts[i] >= starts[i - 1] && starts[i] <= bytes.length)) {
                throw feature.missing("offsets", "ascending up to " + bytes.length);
            }
            int start = (int) starts[i - 1];
            categories.add(new String(bytes, start, (int) starts[i] - start, UTF_8));
        }
        return categories;
    }
}

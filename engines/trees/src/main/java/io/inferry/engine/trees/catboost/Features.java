package io.inferry.engine.trees.catboost;

import io.inferry.api.model.Column;
import io.inferry.engine.trees.forest.Ensemble.Inputs;
import io.inferry.engine.trees.forest.ForestBuilder;
import io.inferry.engine.trees.forest.Missing;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.Precision;
import io.inferry.engine.trees.forest.RawTree;
import io.inferry.engine.trees.forest.TableColumns;
import io.inferry.engine.trees.forest.TextCodes;
import io.inferry.engine.trees.forest.WordBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The features that splits ask for, and the columns that they are in a row. */
final class Features {
    private static final int WORD_BITS = 32;

    private final Map<Integer, FloatFeature> numbers = new HashMap<>();
    private final Map<Integer, TextFeature> texts = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final WordBudget sets = new WordBudget();

    Features(List<FloatFeature> numbers, List<TextFeature> texts) {
        for (FloatFeature feature : numbers) {
            this.numbers.put(feature.index(), feature);
            name(feature.column(), feature.name());
        }
        for (TextFeature feature : texts) {
            this.texts.put(feature.index(), feature);
            name(feature.column(), feature.name());
        }
    }

    private void name(int column, String name) {
        if (column < 0 || column >= ForestBuilder.FEATURES_MAX) {
            throw ModelFileException.broken("a feature is number " + column);
        }
        while (names.size() <= column) {
            // What CatBoost calls a feature that nobody named.
            names.add(String.valueOf(names.size()));
        }
        if (!name.isBlank()) {
            names.set(column, name);
        }
    }

    /** Makes a node the split that asks a question. */
    void split(RawTree tree, int node, Question question, Sides sides) {
        switch (question.kind()) {
            case NUMBER -> {
                FloatFeature feature = numbers.get(question.feature());
                if (feature == null) {
                    throw unknown("float", question.feature(), numbers.size());
                }
                tree.numeric(node, feature.column(), question.operand(), feature.missing());
                tree.children(node, sides.no(), sides.yes());
            }
            case TEXT -> {
                TextFeature feature = texts.get(question.feature());
                if (feature == null) {
                    throw unknown("categorical", question.feature(), texts.size());
                }
                int code = code(feature, (int) question.operand());
                int[] members = sets.take(code / WORD_BITS + 1);
                members[code / WORD_BITS] = 1 << (code % WORD_BITS);
                // Members of a set go left.
                tree.categorical(node, feature.column(), members, Missing.NAN_RIGHT);
                tree.children(node, sides.yes(), sides.no());
            }
            case STATISTIC -> throw statistics();
        }
    }

    /** The nodes that the answers to a split's question lead to. */
    record Sides(int no, int yes) {}

    private static int code(TextFeature feature, int hash) {
        int code = feature.codes().map(codes -> codes.ofHash(hash)).orElse(TextCodes.UNKNOWN);
        if (code == TextCodes.UNKNOWN) {
            throw ModelFileException.broken(
                    "a split asks whether '%s' has the hash %d, which is not among its values"
                            .formatted(feature.name(), hash));
        }
        return code;
    }

    private ModelFileException statistics() {
        return ModelFileException.unsupported(
                "splits by statistics of categories (CTR) over its categorical features %s; trained"
                                .formatted(
                                        texts.values().stream()
                                                .map(TextFeature::name)
                                                .sorted()
                                                .toList())
                        + " with a one_hot_max_size above their numbers of categories it would have"
                        + " none");
    }

    private static ModelFileException unknown(String kind, int feature, int count) {
        return ModelFileException.broken(
                "a split asks for %s feature %d of %d".formatted(kind, feature, count));
    }

    List<String> names() {
        return names;
    }

    /** Rows are rounded to floats, as CatBoost takes them. */
    Inputs inputs() {
        List<List<String>> none = new ArrayList<>();
        names.forEach(_ -> none.add(List.of()));
        List<Column> columns = TableColumns.of(names, none);
        if (columns.isEmpty() && !texts.isEmpty()) {
            throw ModelFileException.unsupported("categorical features and a name twice: " + names);
        }
        Map<Integer, TextCodes> codes = new HashMap<>();
        for (TextFeature feature : texts.values()) {
            codes.put(feature.column(), feature.codes().orElseGet(TextCodes::new));
        }
        return new Inputs(names.size(), columns, Precision.SINGLE, -1, codes);
    }
}

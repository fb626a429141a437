package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.document.Digest;
import io.inferry.engine.trees.document.Fields;
import io.inferry.engine.trees.forest.Precision;
import java.util.List;
import java.util.Map;

/** Makes questions and trees of a CatBoost document while it is read. */
final class TreeDigest implements Digest {
    /** Trees of any form are nested; CatBoost grows them sixteen levels deep. */
    private static final int DEPTH_MAX = 128;

    @Override
    public int depthMax() {
        return DEPTH_MAX;
    }

    @Override
    public Precision fractions() {
        return Precision.DOUBLE;
    }

    /** Tables of statistics are large, and the splits that would ask them are refused. */
    @Override
    public boolean isSkipped(String name) {
        return name.equals("ctr_data") || name.equals("ctrs") || name.equals("cat_features_hash");
    }

    @Override
    public Object digest(String name, Map<String, Object> object) {
        return switch (name) {
            case "split", "splits" -> question(new Fields("a split", object));
            case "oblivious_trees" -> symmetric(new Fields("a tree", object));
            case "trees", "left", "right" -> JsonNode.of(new Fields("a node", object));
            default -> object;
        };
    }

    private static Question question(Fields split) {
        return switch (split.text("split_type", "FloatFeature")) {
            case "FloatFeature" ->
                    new Question(
                            Question.Kind.NUMBER,
                            split.number("float_feature_index", -1),
                            (float) (double) split.member("border", Double.class));
            case "OneHotFeature" ->
                    new Question(
                            Question.Kind.TEXT,
                            split.number("cat_feature_index", -1),
                            split.member("value", Double.class));
            case "OnlineCtr" -> new Question(Question.Kind.STATISTIC, -1, 0);
            default -> throw split.missing("split_type", "of a known type");
        };
    }

    private static SymmetricTree symmetric(Fields tree) {
        return new SymmetricTree(
                tree.has("splits") ? tree.elements("splits", Question.class) : List.of(),
                tree.numbers("leaf_values"),
                tree.has("leaf_weights") ? tree.numbers("leaf_weights") : new double[0]);
    }
}

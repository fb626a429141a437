package io.inferry.engine.trees.xgboost;

import io.inferry.engine.trees.document.Digest;
import io.inferry.engine.trees.document.Fields;
import io.inferry.engine.trees.forest.Precision;
import io.inferry.engine.trees.forest.WordBudget;
import java.util.Map;
import java.util.Set;

/**
 * What both readers of documents do with the large parts: statistics of training are stepped over,
 * and a tree becomes arrays as soon as it is read, so that a file of many trees is never there as
 * objects.
 */
final class Shortcut implements Digest {
    /** XGBoost's own files have eight levels. */
    private static final int DEPTH_MAX = 32;

    private static final String TREES = "trees";
    private static final Set<String> STATISTICS = Set.of("loss_changes", "parents");

    private final WordBudget categories = new WordBudget();

    @Override
    public int depthMax() {
        return DEPTH_MAX;
    }

    @Override
    public Precision fractions() {
        return Precision.SINGLE;
    }

    @Override
    public boolean isSkipped(String name) {
        return STATISTICS.contains(name);
    }

    @Override
    public Object digest(String name, Map<String, Object> object) {
        return name.equals(TREES)
                ? TreeFields.read(new Fields("a tree", object), categories)
                : object;
    }
}

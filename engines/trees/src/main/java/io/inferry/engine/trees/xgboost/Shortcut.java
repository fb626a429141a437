package io.inferry.engine.trees.xgboost;

import java.util.Map;
import java.util.Set;

/**
 * What both readers of documents do with the large parts: statistics of training are stepped over,
 * and a tree becomes arrays as soon as it is read, so that a file of many trees is never there as
 * objects.
 */
final class Shortcut {
    /** Levels of nesting; XGBoost's own files have eight. */
    static final int DEPTH_MAX = 32;

    private static final String TREES = "trees";
    private static final Set<String> STATISTICS = Set.of("loss_changes", "base_weights", "parents");

    private Shortcut() {}

    static boolean isStatistics(String name) {
        return STATISTICS.contains(name);
    }

    /** What an object in the array of this name becomes. */
    static Object element(String array, Map<String, Object> object) {
        return array.equals(TREES) ? TreeFields.read(new Fields("a tree", object)) : object;
    }
}

package io.inferry.engine.trees.xgboost;

import io.inferry.engine.trees.forest.Missing;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.RawTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the binary format, as XGBoost 1.7 writes it: structs of little-endian numbers, texts and
 * lists behind their lengths.
 */
final class BinaryLearner {
    private static final int MODEL_RESERVED = 27 * Integer.BYTES;
    private static final int TREES_RESERVED = 32 * Integer.BYTES;
    private static final int TREE_RESERVED = 31 * Integer.BYTES;
    private static final int NODE_BYTES = 5 * Integer.BYTES;
    private static final int STATISTICS_BYTES = 4 * Integer.BYTES;
    private static final int MISSING_LEFT = 1 << 31;

    private final LittleEndianBytes bytes;

    private BinaryLearner(LittleEndianBytes bytes) {
        this.bytes = bytes;
    }

    static Learner read(byte[] file) {
        return new BinaryLearner(new LittleEndianBytes(file)).read();
    }

    private Learner read() {
        bytes.skipText("binf");
        float baseScore = bytes.float32();
        int features = bytes.int32();
        int classes = bytes.int32();
        boolean attributed = bytes.int32() != 0;
        bytes.skip(Integer.BYTES);
        int major = bytes.int32();
        int minor = bytes.int32();
        bytes.skip(MODEL_RESERVED);
        String objective = bytes.text();
        String booster = bytes.text();
        if (!booster.equals("gbtree") && !booster.equals("dart")) {
            throw ModelFileException.unsupported("its booster '" + booster + "'");
        }
        int count = bytes.int32();
        int parallel = bytes.int32();
        bytes.skip(2 * Integer.BYTES + Long.BYTES + Integer.BYTES);
        int leafVector = bytes.int32();
        bytes.skip(TREES_RESERVED);
        if (leafVector > 1) {
            throw ModelFileException.unsupported("trees with vectors for leaves (multi-target)");
        }
        List<VectorTree> trees = trees(count);
        List<Integer> groups = groups(count);
        List<Float> weights = booster.equals("dart") && count > 0 ? weights(count) : List.of();
        Learner.Header header =
                new Learner.Header(
                        objective,
                        List.of(baseScore),
                        major < 1,
                        Math.max(1, classes),
                        features,
                        List.of(),
                        attributed ? attributes() : Map.of(),
                        major + "." + minor);
        // Before version 1 the number of parallel trees was not written.
        int roundTrees = major < 1 ? 1 : Math.max(1, parallel);
        return Learner.of(header, trees, groups, new Learner.Weights(weights, roundTrees));
    }

    private List<VectorTree> trees(int count) {
        bytes.need(count, TREE_RESERVED);
        List<VectorTree> trees = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bytes.skip(Integer.BYTES);
            int nodes = bytes.int32();
            bytes.skip(4 * Integer.BYTES + TREE_RESERVED);
            bytes.need(nodes, NODE_BYTES + STATISTICS_BYTES);
            RawTree tree = new RawTree(nodes);
            for (int node = 0; node < nodes; node++) {
                readNode(tree, node);
            }
            for (int node = 0; node < nodes; node++) {
                readStatistics(tree, node);
            }
            trees.add(new VectorTree(List.of(tree)));
        }
        return trees;
    }

    private void readNode(RawTree tree, int node) {
        bytes.skip(Integer.BYTES);
        int left = bytes.int32();
        int right = bytes.int32();
        int split = bytes.int32();
        float value = bytes.float32();
        if (left < 0) {
            tree.leaf(node, node, value);
            return;
        }
        boolean missingLeft = (split & MISSING_LEFT) != 0;
        // Less than a float is at most the float before it.
        tree.numeric(
                node,
                split & ~MISSING_LEFT,
                Math.nextDown(value),
                missingLeft ? Missing.NAN_LEFT : Missing.NAN_RIGHT);
        tree.children(node, left, right);
    }

    /** What the split gained, the sum of hessians, its own weight, and a count of leaves. */
    private void readStatistics(RawTree tree, int node) {
        bytes.skip(Float.BYTES);
        tree.cover(node, bytes.float32());
        bytes.skip(Float.BYTES + Integer.BYTES);
    }

    private List<Integer> groups(int count) {
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            groups.add(bytes.int32());
        }
        return groups;
    }

    private List<Float> weights(int count) {
        if (bytes.length() != count) {
            throw ModelFileException.broken("it has not as many weights as trees");
        }
        List<Float> weights = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            weights.add(bytes.float32());
        }
        return weights;
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        long count = bytes.length();
        for (long i = 0; i < count; i++) {
            attributes.put(bytes.text(), bytes.text());
        }
        return attributes;
    }
}

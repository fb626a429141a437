package io.inferry.engine.trees.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays trees out for {@link Forest}. Every child must exist and be reached once, so that no walk
 * can run in a circle or leave its tree.
 */
public final class ForestBuilder {
    /** Every execution slot has room for a row. */
    public static final int FEATURES_MAX = 1 << 22;

    private final int features;
    private final Categories rule;
    private final Growing ints = new Growing();
    private final Growing roots = new Growing();
    private final Growing groups = new Growing();
    private final Growing distinct = new Growing();
    private final Growing setStarts = new Growing();
    private final Growing setWords = new Growing();
    private final List<@Nullable LinearLeaves> linear = new ArrayList<>();
    private int[] next = new int[64];
    private double[] values = new double[64];
    private float[] covers = new float[64];
    private boolean anyLinear;
    private boolean allCovered = true;

    /** For rows of so many features. */
    public ForestBuilder(int features, Categories rule) {
        if (features < 1) {
            throw ModelFileException.broken("the number of features is " + features);
        }
        if (features > FEATURES_MAX) {
            throw ModelFileException.unsupported(
                    "rows of %d features; at most %d are read".formatted(features, FEATURES_MAX));
        }
        this.features = features;
        this.rule = rule;
        setStarts.add(0);
    }

    /**
     * Adds a tree.
     *
     * @param group which of a row's margins it adds to
     * @throws ModelFileException when it is no tree
     */
    public void add(RawTree tree, int group) {
        distinct.add(roots.size());
        addAgain(tree, group);
    }

    /**
     * Adds the tree that was added last once more, with the leaf values of another margin: what a
     * tree with several values in a leaf becomes.
     */
    public void addAgain(RawTree tree, int group) {
        int base = ints.size();
        roots.add(base);
        groups.add(group);
        int[] order = breadthFirst(tree);
        ensure(base + order.length);
        addCovers(tree.covers(), base, order);
        int child = base + 1;
        int leaves = 0;
        for (int i = 0; i < order.length; i++) {
            int node = order[i];
            boolean leaf = tree.isLeaf(node);
            values[base + i] = tree.value(node);
            next[base + i] = leaf ? tree.leafNumber(node) : child;
            ints.add(leaf ? Nodes.LEAF : split(tree, node, base + i));
            child += leaf ? 0 : 2;
            leaves += leaf ? 1 : 0;
        }
        LinearLeaves functions = tree.linear();
        if (functions != null) {
            functions.check(leaves, features);
            anyLinear = true;
        }
        linear.add(functions);
    }

    /** The forest; the builder is of no use afterwards. */
    public Forest build() {
        return new Forest(this);
    }

    /** All reachable nodes; the two children of a node are neighbours. */
    private static int[] breadthFirst(RawTree tree) {
        int[] order = new int[tree.size()];
        BitSet reached = new BitSet(tree.size());
        int count = 1;
        reached.set(0);
        for (int i = 0; i < count; i++) {
            int node = order[i];
            if (!tree.isLeaf(node)) {
                order[reach(tree.left(node), reached, count++, order)] = tree.left(node);
                order[reach(tree.right(node), reached, count++, order)] = tree.right(node);
            }
        }
        return count == order.length ? order : Arrays.copyOf(order, count);
    }

    private static int reach(int child, BitSet reached, int place, int[] order) {
        if (child < 0 || child >= order.length) {
            throw ModelFileException.broken(
                    "a split leads to node %d of %d".formatted(child, order.length));
        }
        if (reached.get(child)) {
            throw ModelFileException.broken("two ways lead to node " + child + ": it is no tree");
        }
        reached.set(child);
        return place;
    }

    private void addCovers(float @Nullable [] treeCovers, int base, int... order) {
        allCovered &= treeCovers != null || order.length == 1;
        for (int i = 0; treeCovers != null && i < order.length; i++) {
            covers[base + i] = treeCovers[order[i]];
        }
    }

    private int split(RawTree tree, int node, int place) {
        int split = tree.split(node);
        int feature = split & (Forest.FEATURES_MAX - 1);
        if (split < 0 || feature >= features) {
            throw ModelFileException.broken(
                    "a split asks for feature %d of %d".formatted(feature, features));
        }
        if ((split & Nodes.CATEGORICAL) != 0) {
            values[place] = setStarts.size() - 1;
            setWords.addAll(tree.members(node));
            setStarts.add(setWords.size());
        }
        return split;
    }

    private void ensure(int size) {
        if (size < 0) {
            throw ModelFileException.unsupported("there are more than 2^31 nodes");
        }
        if (size > next.length) {
            int room = Math.max(size, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * next.length));
            next = Arrays.copyOf(next, room);
            values = Arrays.copyOf(values, room);
            covers = Arrays.copyOf(covers, room);
        }
    }

    int[] split() {
        return ints.toArray();
    }

    double[] values() {
        return Arrays.copyOf(values, ints.size());
    }

    int[] next() {
        return Arrays.copyOf(next, ints.size());
    }

    /** Empty unless every tree that has splits has covers. */
    float[] covers() {
        return allCovered ? Arrays.copyOf(covers, ints.size()) : new float[0];
    }

    int[] roots() {
        return roots.toArray();
    }

    int[] distinct() {
        return distinct.toArray();
    }

    int[] groups() {
        return groups.toArray();
    }

    CategorySets categories() {
        return new CategorySets(setStarts.toArray(), setWords.toArray(), rule);
    }

    @Nullable LinearLeaves[] linear() {
        return anyLinear ? linear.toArray(LinearLeaves[]::new) : new LinearLeaves[0];
    }
}

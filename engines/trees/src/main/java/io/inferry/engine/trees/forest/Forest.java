package io.inferry.engine.trees.forest;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All trees of a model in a few arrays, no object per node. The nodes of a tree lie breadth first,
 * so a right child is next to its left one and only the left one's place is kept. Immutable, so any
 * number of threads may walk it.
 */
public final class Forest {
    /** Number of features that a split can name. */
    public static final int FEATURES_MAX = 1 << 28;

    private final Nodes nodes;
    private final int[] roots;
    private final int[] groups;
    private final int[] distinct;
    private final boolean[] plain;
    private final @Nullable LinearLeaves[] linear;
    private final float[] covers;
    private final Optional<FloatForest> floats;

    Forest(ForestBuilder built) {
        nodes = new Nodes(built);
        roots = built.roots();
        groups = built.groups();
        distinct = built.distinct();
        linear = built.linear();
        covers = built.covers();
        plain = new boolean[roots.length];
        for (int tree = 0; tree < roots.length; tree++) {
            int end = tree + 1 < roots.length ? roots[tree + 1] : nodes.count();
            plain[tree] = nodes.isPlain(roots[tree], end);
        }
        floats = isLinear() ? Optional.empty() : FloatForest.of(nodes, roots, groups);
    }

    private Forest(Forest whole, float... covers) {
        this.nodes = whole.nodes;
        this.roots = whole.roots;
        this.groups = whole.groups;
        this.distinct = whole.distinct;
        this.plain = whole.plain;
        this.linear = whole.linear;
        this.covers = covers;
        this.floats = whole.floats;
    }

    /** The same trees without what only explanations need. */
    Forest withoutCovers() {
        return new Forest(this);
    }

    /** Number of trees. */
    public int trees() {
        return roots.length;
    }

    /** Number of trees of the file: one with several values in a leaf is several trees here. */
    public int distinctTrees() {
        return distinct.length;
    }

    /** Writes the numbers of the leaves that rows reach, {@code [rows, distinctTrees]}. */
    public void leafNumbers(Rows rows, int[] numbers) {
        int at = 0;
        for (int row = 0; row < rows.count(); row++) {
            for (int tree : distinct) {
                int leaf = nodes.leaf(roots[tree], rows.values(), rows.offset(row));
                numbers[at++] = nodes.leafNumber(leaf);
            }
        }
    }

    /** Number of nodes, leaves among them. */
    public int nodes() {
        return nodes.count();
    }

    /** Whether leaves are functions of the row. */
    public boolean isLinear() {
        return linear.length > 0;
    }

    /** Whether the file says how much of its training reached each node. */
    public boolean hasCovers() {
        return covers.length > 0;
    }

    /** The place of a tree's first node. */
    public int root(int tree) {
        return roots[tree];
    }

    /** Which of a row's margins a tree adds to. */
    public int group(int tree) {
        return groups[tree];
    }

    /** Whether the node at a place is a leaf. */
    public boolean isLeaf(int node) {
        return nodes.isLeaf(node);
    }

    /** What a leaf adds. */
    public double leafValue(int leaf) {
        return nodes.value(leaf);
    }

    /** The feature that a split asks for. */
    public int feature(int split) {
        return nodes.feature(split);
    }

    /** The place of a split's left child; the right one is next to it. */
    public int left(int split) {
        return nodes.left(split);
    }

    /** Whether a row with this value of the split's feature goes right. */
    public boolean isRight(int split, double value) {
        return nodes.isRight(split, value);
    }

    /** How much of the training reached a node. */
    public double cover(int node) {
        return covers[node];
    }

    /** Adds every tree's leaf to the sums, rounding after each as the library does. */
    void addTo(Sums sums, Rows rows) {
        if (rows.areFloats() && floats.isPresent()) {
            FloatForest quick = floats.get();
            quick.addTo(sums, rows, rows.floats(quick));
        } else if (isLinear()) {
            for (int tree = 0; tree < roots.length; tree++) {
                addLinear(tree, sums, rows);
            }
        } else if (rows.count() < Nodes.LANES) {
            for (int row = 0; row < rows.count(); row++) {
                addRow(row, sums, rows);
            }
        } else {
            for (int tree = 0; tree < roots.length; tree++) {
                addTree(tree, sums, rows);
            }
        }
    }

    /** One row after the other would wait for memory: four trees at a time do not. */
    private void addRow(int row, Sums sums, Rows rows) {
        int offset = rows.offset(row);
        int[] ways = rows.lanes();
        int[] offsets = rows.laneOffsets();
        Arrays.fill(offsets, offset);
        int tree = 0;
        while (tree < roots.length) {
            if (tree + Nodes.LANES <= roots.length && arePlain(tree)) {
                System.arraycopy(roots, tree, ways, 0, Nodes.LANES);
                nodes.leaves(ways, rows.values(), offsets);
                for (int lane = 0; lane < Nodes.LANES; lane++) {
                    sums.add(row, groups[tree + lane], nodes.value(ways[lane]));
                }
                tree += Nodes.LANES;
            } else {
                int leaf = nodes.leaf(roots[tree], rows.values(), offset);
                sums.add(row, groups[tree], nodes.value(leaf));
                tree++;
            }
        }
    }

    private boolean arePlain(int tree) {
        return plain[tree] && plain[tree + 1] && plain[tree + 2] && plain[tree + 3];
    }

    /** A tree stays in the cache while all rows of the block go down, four at a time. */
    private void addTree(int tree, Sums sums, Rows rows) {
        int[] ways = rows.lanes();
        int[] offsets = rows.laneOffsets();
        int row = 0;
        if (plain[tree]) {
            for (; row + Nodes.LANES <= rows.count(); row += Nodes.LANES) {
                for (int lane = 0; lane < Nodes.LANES; lane++) {
                    ways[lane] = roots[tree];
                    offsets[lane] = rows.offset(row + lane);
                }
                nodes.leaves(ways, rows.values(), offsets);
                for (int lane = 0; lane < Nodes.LANES; lane++) {
                    sums.add(row + lane, groups[tree], nodes.value(ways[lane]));
                }
            }
        }
        for (; row < rows.count(); row++) {
            int leaf = nodes.leaf(roots[tree], rows.values(), rows.offset(row));
            sums.add(row, groups[tree], nodes.value(leaf));
        }
    }

    private void addLinear(int tree, Sums sums, Rows rows) {
        LinearLeaves functions = linear[tree];
        for (int row = 0; row < rows.count(); row++) {
            int offset = rows.offset(row);
            int leaf = nodes.leaf(roots[tree], rows.values(), offset);
            double value = nodes.value(leaf);
            sums.add(
                    row,
                    groups[tree],
                    functions == null
                            ? value
                            : functions.value(
                                    nodes.leafNumber(leaf), rows.values(), offset, value));
        }
    }
}

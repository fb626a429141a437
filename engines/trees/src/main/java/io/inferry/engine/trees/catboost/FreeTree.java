package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.RawTree;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A tree of any form, its nodes in the order of the file, the root first. */
final class FreeTree implements CatTree {
    private final List<Node> nodes;
    private final int dimensions;

    /** One of its nodes. */
    sealed interface Node {}

    /** A node that asks. */
    record Split(Question question, int no, int yes) implements Node {}

    /** A node that answers. */
    static final class Leaf implements Node {
        private final double[] values;
        private final double weight;
        private final int number;

        /**
         * The array is kept, not copied.
         *
         * @param weight how much of the training reached it; NaN where the file does not say
         * @param number its place among the leaves of the tree, or of all trees
         */
        Leaf(double[] values, double weight, int number) {
            this.values = values;
            this.weight = weight;
            this.number = number;
        }
    }

    FreeTree(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
        this.dimensions =
                this.nodes.stream()
                        .filter(Leaf.class::isInstance)
                        .mapToInt(leaf -> ((Leaf) leaf).values.length)
                        .reduce((a, b) -> a == b ? a : 0)
                        .orElse(0);
        if (dimensions == 0) {
            throw ModelFileException.broken("the leaves of a tree have no values, or not as many");
        }
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public RawTree raw(Features features, int dimension, double scale) {
        RawTree tree = new RawTree(nodes.size());
        int first = firstNumber();
        for (int i = 0; i < nodes.size(); i++) {
            switch (nodes.get(i)) {
                case Leaf leaf -> tree.leaf(i, leaf.number - first, scale * leaf.values[dimension]);
                case Split split -> {
                    var sides = new Features.Sides(split.no, split.yes);
                    features.split(tree, i, split.question, sides);
                }
            }
        }
        covers().ifPresent(covers -> {
            for (int i = 0; i < covers.length; i++) {
                tree.cover(i, covers[i]);
            }
        });
        return tree;
    }

    private int firstNumber() {
        int first = Integer.MAX_VALUE;
        for (Node node : nodes) {
            first = node instanceof Leaf leaf ? Math.min(first, leaf.number) : first;
        }
        return first;
    }

    /** Both formats write children behind their parents; any other order has no weights. */
    private Optional<double[]> covers() {
        double[] covers = new double[nodes.size()];
        for (int i = covers.length - 1; i >= 0; i--) {
            switch (nodes.get(i)) {
                case Leaf leaf -> covers[i] = leaf.weight;
                case Split split -> {
                    int last = Math.max(split.no, split.yes);
                    if (Math.min(split.no, split.yes) <= i || last >= covers.length) {
                        return Optional.empty();
                    }
                    covers[i] = covers[split.no] + covers[split.yes];
                }
            }
        }
        return Arrays.stream(covers).anyMatch(Double::isNaN)
                ? Optional.empty()
                : Optional.of(covers);
    }
}

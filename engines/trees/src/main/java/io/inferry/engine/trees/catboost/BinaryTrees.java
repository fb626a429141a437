package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.document.FlatTable;
import io.inferry.engine.trees.forest.ModelFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the trees out of the arrays of {@code TModelTrees}. */
final class BinaryTrees {
    private static final int LEVELS_MAX = 24;

    private static final FreeTree.Leaf NOT_YET = new FreeTree.Leaf(new double[0], Double.NaN, 0);

    private final List<Question> questions;
    private final int dimensions;
    private final int[] splits;
    private final int[] sizes;
    private final double[] values;
    private final double[] weights;

    /** For each node how far its children are behind it: 16 bits for no, 16 for yes. */
    private final int[] steps;

    private final int[] leaves;

    BinaryTrees(FlatTable trees, List<Question> questions) {
        this.questions = questions;
        this.dimensions = Math.max(1, trees.int32(0, 1));
        this.splits = trees.ints(1);
        this.sizes = trees.ints(2);
        this.values = trees.doubles(8);
        this.weights = trees.doubles(9);
        this.steps = trees.ints(10);
        this.leaves = trees.ints(11);
        if (dimensions > Math.max(1, values.length)) {
            throw ModelFileException.broken(
                    "its leaves have %d values, of %d in all".formatted(dimensions, values.length));
        }
    }

    List<CatTree> read() {
        List<CatTree> trees = new ArrayList<>();
        int split = 0;
        int value = 0;
        for (int size : sizes) {
            if (size < 0 || size > splits.length - split) {
                throw ModelFileException.broken(
                        "tree %d has %d splits, of %d in all"
                                .formatted(trees.size(), size, splits.length));
            }
            if (steps.length == 0) {
                SymmetricTree tree = symmetric(split, size, value);
                value += dimensions << size;
                trees.add(tree);
            } else {
                trees.add(free(split, size));
            }
            split += size;
        }
        return trees;
    }

    private SymmetricTree symmetric(int split, int levels, int value) {
        long end = value + ((long) dimensions << Math.min(levels, LEVELS_MAX));
        if (levels > LEVELS_MAX || end > values.length) {
            throw ModelFileException.broken(
                    "a tree of %d levels needs %d values of leaves; there are %d"
                            .formatted(levels, end, values.length));
        }
        List<Question> asked = new ArrayList<>();
        for (int i = split; i < split + levels; i++) {
            asked.add(question(i));
        }
        int weight = value / dimensions;
        int weightEnd = (int) (end / dimensions);
        return new SymmetricTree(
                asked,
                Arrays.copyOfRange(values, value, (int) end),
                weightEnd <= weights.length
                        ? Arrays.copyOfRange(weights, weight, weightEnd)
                        : new double[0]);
    }

    private FreeTree free(int from, int size) {
        if (from + size > Math.min(steps.length, leaves.length)) {
            throw ModelFileException.broken(
                    "a tree has nodes up to %d, of %d".formatted(from + size, steps.length));
        }
        List<FreeTree.Node> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(NOT_YET);
        }
        for (int i = 0; i < size; i++) {
            int no = steps[from + i] & 0xFFFF;
            int yes = steps[from + i] >>> (Integer.SIZE - Short.SIZE);
            // No way further is the leaf of this very node.
            nodes.set(
                    i,
                    no == 0 && yes == 0
                            ? leaf(from + i)
                            : new FreeTree.Split(
                                    question(from + i),
                                    no == 0 ? added(nodes, from + i) : i + no,
                                    yes == 0 ? added(nodes, from + i) : i + yes));
        }
        return new FreeTree(nodes);
    }

    private int added(List<FreeTree.Node> nodes, int node) {
        nodes.add(leaf(node));
        return nodes.size() - 1;
    }

    private FreeTree.Leaf leaf(int node) {
        long value = Integer.toUnsignedLong(leaves[node]);
        if (value + dimensions > values.length) {
            throw ModelFileException.broken(
                    "a leaf has the value %d of %d".formatted(value, values.length));
        }
        int at = (int) value;
        int weight = at / dimensions;
        return new FreeTree.Leaf(
                Arrays.copyOfRange(values, at, at + dimensions),
                weight < weights.length ? weights[weight] : Double.NaN,
                weight);
    }

    private Question question(int split) {
        int question = splits[split];
        if (question < 0 || question >= questions.size()) {
            throw ModelFileException.broken(
                    "a split asks question %d of %d".formatted(question, questions.size()));
        }
        return questions.get(question);
    }
}

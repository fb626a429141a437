package io.inferry.engine.trees.forest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The quick way through a forest for rows of floats. Eight rows go down one tree side by side, or
 * one row goes down eight trees; the latter are taken by their depth, for the deepest of eight says
 * how long all of them take. Immutable.
 */
final class FloatForest {
    /** In deeper trees it is seen now and then whether all ways have ended. */
    private static final int STEPS_MAX = 12;

    private static final int LANES = FloatNodes.LANES;

    private final Questions questions;
    private final FloatNodes nodes;
    private final Nodes all;
    private final int[] roots;
    private final int[] groups;
    private final int[] depths;

    /** Trees by their depth; the last one again and again until there are whole eights. */
    private final int[] order;

    private final int[] rootsInOrder;

    private FloatForest(Questions questions, FloatNodes nodes, Nodes all, int[][] trees) {
        this.questions = questions;
        this.nodes = nodes;
        this.all = all;
        this.roots = trees[0];
        this.groups = trees[1];
        this.depths = depths();
        this.order = order();
        this.rootsInOrder = IntStream.of(order).map(tree -> roots[tree]).toArray();
    }

    /**
     * The trees that begin at {@code roots}; nothing when there are none, when one of them asks for
     * categories, or when they are too large.
     */
    static Optional<FloatForest> of(Nodes all, int[] roots, int[] groups) {
        int[][] trees = {roots, groups};
        if (roots.length == 0) {
            return Optional.empty();
        }
        return Questions.of(all)
                .flatMap(questions ->
                        FloatNodes.of(all, questions)
                                .map(nodes -> new FloatForest(questions, nodes, all, trees)));
    }

    private int[] depths() {
        int[] levels = new int[all.count()];
        int[] depths = new int[roots.length];
        for (int tree = 0; tree < roots.length; tree++) {
            int end = tree + 1 < roots.length ? roots[tree + 1] : all.count();
            for (int node = roots[tree]; node < end; node++) {
                if (!all.isLeaf(node)) {
                    levels[all.left(node)] = levels[node] + 1;
                    levels[all.left(node) + 1] = levels[node] + 1;
                }
                depths[tree] = Math.max(depths[tree], levels[node]);
            }
        }
        return depths;
    }

    private int[] order() {
        int[] sorted =
                IntStream.range(0, roots.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(tree -> depths[tree]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] eights = Arrays.copyOf(sorted, Math.ceilDiv(sorted.length, LANES) * LANES);
        Arrays.fill(eights, sorted.length, eights.length, sorted[sorted.length - 1]);
        return eights;
    }

    /** Room for a thread's rows. */
    FloatRows room(int capacity) {
        return new FloatRows(questions, capacity, roots.length);
    }

    /** Adds every tree's leaf to the sums, rounding after each as the library does. */
    void addTo(Sums sums, Rows rows, FloatRows floats) {
        int eights = rows.count() - rows.count() % LANES;
        addEights(eights, sums, rows, floats);
        for (int row = eights; row < rows.count(); row++) {
            int[] answers = floats.answerOne(rows, row);
            for (int first = 0; first < order.length; first += LANES) {
                descendTrees(first, answers, floats.ways());
                for (int lane = 0; lane < LANES; lane++) {
                    floats.leaves()[order[first + lane]] = floats.ways()[lane];
                }
            }
            sums.addAll(row, groups, floats.leaves(), all);
        }
    }

    /** A tree stays in the cache while all rows of the block go down. */
    private void addEights(int end, Sums sums, Rows rows, FloatRows floats) {
        int[] ways = floats.ways();
        for (int row = 0; row < end; row += LANES) {
            floats.answerEight(rows, row);
        }
        for (int tree = 0; tree < roots.length; tree++) {
            for (int row = 0; row < end; row += LANES) {
                descendRows(tree, floats.eight(row), ways);
                for (int lane = 0; lane < LANES; lane++) {
                    sums.add(row + lane, groups[tree], all.value(ways[lane]));
                }
            }
        }
    }

    private void descendRows(int tree, int[] answers, int[] ways) {
        Arrays.fill(ways, roots[tree]);
        int steps = depths[tree];
        nodes.descendRows(ways, Math.min(steps, STEPS_MAX), answers);
        for (steps -= STEPS_MAX; steps > 0 && !nodes.haveEnded(ways); steps -= STEPS_MAX) {
            nodes.descendRows(ways, Math.min(steps, STEPS_MAX), answers);
        }
    }

    private void descendTrees(int first, int[] answers, int[] ways) {
        System.arraycopy(rootsInOrder, first, ways, 0, LANES);
        int steps = depths[order[first + LANES - 1]];
        nodes.descendTrees(ways, Math.min(steps, STEPS_MAX), answers);
        for (steps -= STEPS_MAX; steps > 0 && !nodes.haveEnded(ways); steps -= STEPS_MAX) {
            nodes.descendTrees(ways, Math.min(steps, STEPS_MAX), answers);
        }
    }
}

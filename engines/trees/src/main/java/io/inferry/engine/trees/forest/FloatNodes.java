package io.inferry.engine.trees.forest;

import java.util.Optional;

/**
 * The nodes once more, for rows of floats: 8 bytes each, and ways down without a branch. Immutable.
 *
 * <p>A node is one number. Its upper half is the threshold as {@link Questions#ordered}; below are
 * how far behind the node its left child lies, and where in {@link FloatRows} the answer to compare
 * is found. The right child is next to the left one. A leaf is its own left child and no answer is
 * above it, so a way that has ended stands still, and nothing asks at each step whether it has.
 */
final class FloatNodes {
    /** How many ways down are taken side by side. */
    static final int LANES = 8;

    private static final int THRESHOLD_SHIFT = 32;
    private static final int CHILD_SHIFT = 15;
    private static final int PLACE = (1 << CHILD_SHIFT) - 1;
    private static final int CHILD_MAX = (1 << (THRESHOLD_SHIFT - CHILD_SHIFT)) - 1;
    private static final long LEAF = (long) Integer.MAX_VALUE << THRESHOLD_SHIFT;

    private final long[] nodes;

    private FloatNodes(long... nodes) {
        this.nodes = nodes;
    }

    /** The same nodes at the same places; nothing when one of them asks what has no room here. */
    static Optional<FloatNodes> of(Nodes all, Questions questions) {
        long[] nodes = new long[all.count()];
        for (int node = 0; node < nodes.length; node++) {
            if (all.isLeaf(node)) {
                nodes[node] = LEAF;
            } else if (all.isCategorical(node) || all.left(node) - node > CHILD_MAX) {
                return Optional.empty();
            } else {
                long threshold = Questions.ordered(floor(all.value(node)));
                long child = (long) all.left(node) - node;
                int place = questions.place(all.question(node)) * LANES;
                nodes[node] = threshold << THRESHOLD_SHIFT | child << CHILD_SHIFT | place;
            }
        }
        return Optional.of(new FloatNodes(nodes));
    }

    /** The largest float that is not larger: no float is between the two. */
    private static float floor(double threshold) {
        float nearest = (float) threshold;
        return nearest > threshold ? Math.nextDown(nearest) : nearest;
    }

    /** Whether no way goes on. */
    boolean haveEnded(int[] ways) {
        boolean ended = true;
        for (int way : ways) {
            ended &= nodes[way] == LEAF;
        }
        return ended;
    }

    /**
     * Takes eight rows that lie side by side so many steps down. The ways wait for memory together
     * and no side is guessed.
     */
    void descendRows(int[] ways, int steps, int[] answers) {
        int a = ways[0];
        int b = ways[1];
        int c = ways[2];
        int d = ways[3];
        int e = ways[4];
        int f = ways[5];
        int g = ways[6];
        int h = ways[7];
        for (int step = 0; step < steps; step++) {
            a = child(a, answers, 0);
            b = child(b, answers, 1);
            c = child(c, answers, 2);
            d = child(d, answers, 3);
            e = child(e, answers, 4);
            f = child(f, answers, 5);
            g = child(g, answers, 6);
            h = child(h, answers, 7);
        }
        ways[0] = a;
        ways[1] = b;
        ways[2] = c;
        ways[3] = d;
        ways[4] = e;
        ways[5] = f;
        ways[6] = g;
        ways[7] = h;
    }

    /** Takes one row so many steps down eight trees. */
    void descendTrees(int[] ways, int steps, int[] answers) {
        int a = ways[0];
        int b = ways[1];
        int c = ways[2];
        int d = ways[3];
        int e = ways[4];
        int f = ways[5];
        int g = ways[6];
        int h = ways[7];
        for (int step = 0; step < steps; step++) {
            a = child(a, answers, 0);
            b = child(b, answers, 0);
            c = child(c, answers, 0);
            d = child(d, answers, 0);
            e = child(e, answers, 0);
            f = child(f, answers, 0);
            g = child(g, answers, 0);
            h = child(h, answers, 0);
        }
        ways[0] = a;
        ways[1] = b;
        ways[2] = c;
        ways[3] = d;
        ways[4] = e;
        ways[5] = f;
        ways[6] = g;
        ways[7] = h;
    }

    private int child(int node, int[] answers, int lane) {
        long asked = nodes[node];
        int answer = answers[((int) asked & PLACE) + lane];
        // The sign of the difference: 1 for an answer above the threshold.
        int right = (int) (((asked >> THRESHOLD_SHIFT) - answer) >>> 63);
        return node + ((int) asked >>> CHILD_SHIFT) + right;
    }
}

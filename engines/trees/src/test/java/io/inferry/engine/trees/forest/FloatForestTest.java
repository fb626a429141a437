package io.inferry.engine.trees.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of floats go another way through the forest than rows of doubles, to the same leaves. */
class FloatForestTest {
    private static final int FEATURES = 5;
    private static final int TREES = 21;
    private static final int GROUPS = 3;
    private static final double[] EDGES = {
        Double.NEGATIVE_INFINITY,
        -Float.MAX_VALUE,
        -1,
        -Float.MIN_VALUE,
        -0.0,
        0,
        Float.MIN_VALUE,
        0.1f,
        Float.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    @ParameterizedTest
    @CsvSource({"1, 4", "7, 4", "8, 4", "9, 30", "128, 30", "1, 200", "24, 200"})
    void floatsReachTheLeavesOfDoubles(int count, int splits) {
        long seed = 31L * count + splits;
        Random random = new Random(seed);
        ForestBuilder builder = new ForestBuilder(FEATURES, Categories.FROM_ZERO);
        for (int tree = 0; tree < TREES; tree++) {
            builder.add(tree(random, splits), tree % GROUPS);
        }
        Forest forest = builder.build();
        Rows rows = new Rows(FEATURES);
        rows.count(count);
        for (int i = 0; i < count * FEATURES; i++) {
            rows.values()[i] = (float) value(random);
        }
        assertThat(sums(forest, rows, Precision.SINGLE))
                .as("seed %d", seed)
                .containsExactly(sums(forest, rows, Precision.DOUBLE));
    }

    private static double[] sums(Forest forest, Rows rows, Precision precision) {
        double[] sums = new double[rows.count() * GROUPS];
        rows.precision(precision);
        forest.addTo(new Sums(sums, GROUPS, Precision.DOUBLE), rows);
        return sums;
    }

    /** Half of the splits grow where the last one grew, so trees are deep and lopsided. */
    private static RawTree tree(Random random, int splits) {
        RawTree tree = new RawTree(2 * splits + 1);
        boolean[] isSplit = new boolean[2 * splits + 1];
        int last = 0;
        for (int split = 0; split < splits; split++) {
            int node = split == 0 ? 0 : random.nextBoolean() ? last : random.nextInt(last + 1);
            while (isSplit[node]) {
                node++;
            }
            isSplit[node] = true;
            last = 2 * split + 2;
            Missing missing = Missing.values()[random.nextInt(Missing.values().length)];
            tree.numeric(node, random.nextInt(FEATURES), threshold(random), missing);
            tree.children(node, last - 1, last);
        }
        for (int node = 0; node < isSplit.length; node++) {
            if (!isSplit[node]) {
                tree.leaf(node, node, random.nextGaussian());
            }
        }
        return tree;
    }

    /** Between two floats, or next to one where everything is decided. */
    private static double threshold(Random random) {
        double value = value(random);
        return Double.isNaN(value) ? 1e-300 : random.nextBoolean() ? Math.nextDown(value) : value;
    }

    private static double value(Random random) {
        return random.nextBoolean() ? random.nextGaussian() : EDGES[random.nextInt(EDGES.length)];
    }
}

package io.inferry.engine.trees.forest;

import java.util.Arrays;
import java.util.Optional;

/**
 * What splits want to know of a row of floats: the value of a feature, below all thresholds when it
 * is missing, or above all. Answers are ints in the order of the values, two for each question.
 */
final class Questions {
    /** More than that are not asked of one row. */
    private static final int MAX = 1 << 11;

    private static final int ANSWERS = 2;

    /** A feature, and whether zero counts as missing; ascending. */
    private final int[] asked;

    private final int[] features;
    private final boolean[] zeroIsMissing;

    private Questions(int... asked) {
        this.asked = asked;
        this.features = new int[asked.length];
        this.zeroIsMissing = new boolean[asked.length];
        for (int number = 0; number < asked.length; number++) {
            features[number] = asked[number] & (Forest.FEATURES_MAX - 1);
            zeroIsMissing[number] = (asked[number] & Nodes.ZERO_MISSING) != 0;
        }
    }

    /** All different questions of a forest; nothing when there are too many. */
    static Optional<Questions> of(Nodes nodes) {
        int[] asked = new int[MAX];
        int count = 0;
        for (int node = 0; node < nodes.count(); node++) {
            int question = withoutSide(nodes.question(node));
            int at = nodes.isLeaf(node) ? 0 : Arrays.binarySearch(asked, 0, count, question);
            if (at < 0 && count == MAX) {
                return Optional.empty();
            }
            if (at < 0) {
                int place = -at - 1;
                System.arraycopy(asked, place, asked, place + 1, count++ - place);
                asked[place] = question;
            }
        }
        return Optional.of(new Questions(Arrays.copyOf(asked, count)));
    }

    private static int withoutSide(int question) {
        return question & ~Nodes.MISSING_LEFT;
    }

    /** How many answers a row has. */
    int answers() {
        return ANSWERS * asked.length;
    }

    /** Which of a row's answers a split wants. */
    int place(int question) {
        boolean left = (question & Nodes.MISSING_LEFT) != 0;
        return ANSWERS * Arrays.binarySearch(asked, withoutSide(question)) + (left ? 0 : 1);
    }

    /**
     * Answers all questions about one row.
     *
     * @param values floats, of which the row begins at {@code offset}
     * @param from where the first answer belongs; the others follow at every eighth place
     */
    void answer(double[] values, int offset, int[] answers, int from) {
        int at = from;
        for (int number = 0; number < features.length; number++) {
            float value = (float) values[offset + features[number]];
            boolean missing = Float.isNaN(value) || (value == 0 && zeroIsMissing[number]);
            int answer = ordered(value);
            answers[at] = missing ? Integer.MIN_VALUE : answer;
            answers[at + FloatNodes.LANES] = missing ? Integer.MAX_VALUE : answer;
            at += ANSWERS * FloatNodes.LANES;
        }
    }

    /** An int that is larger where the float is; both zeros have the same. */
    static int ordered(float value) {
        int bits = Float.floatToRawIntBits(value + 0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }
}

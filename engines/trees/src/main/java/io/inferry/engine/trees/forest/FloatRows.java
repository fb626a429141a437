package io.inferry.engine.trees.forest;

/**
 * The answers of a block of rows to all questions, for one thread. Eight rows share an array, the
 * answers of all eight to one question are neighbours.
 */
final class FloatRows {
    private final Questions questions;
    private final int[][] eights;
    private final int[] ways = new int[FloatNodes.LANES];
    private final int[] leaves;

    /** Room for so many rows, and for the leaves that one of them reaches. */
    FloatRows(Questions questions, int capacity, int trees) {
        int size = FloatNodes.LANES * questions.answers();
        this.questions = questions;
        this.eights = new int[Math.ceilDiv(capacity, FloatNodes.LANES)][size];
        this.leaves = new int[trees];
    }

    /** Answers for the eight rows from {@code first} on. */
    void answerEight(Rows rows, int first) {
        int[] answers = eight(first);
        for (int lane = 0; lane < FloatNodes.LANES; lane++) {
            questions.answer(rows.values(), rows.offset(first + lane), answers, lane);
        }
    }

    /** Answers for one row, in the place of the first eight. */
    int[] answerOne(Rows rows, int row) {
        questions.answer(rows.values(), rows.offset(row), eights[0], 0);
        return eights[0];
    }

    /** The answers of the eight rows from {@code first} on. */
    int[] eight(int first) {
        return eights[first / FloatNodes.LANES];
    }

    /** Room for the places of the ways that are taken side by side. */
    int[] ways() {
        return ways;
    }

    /** Room for the leaf that one row reaches in each tree. */
    int[] leaves() {
        return leaves;
    }
}

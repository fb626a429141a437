package io.inferry.engine.trees.catboost;

/**
 * What a split asks; the row goes right when it is so.
 *
 * @param feature among the features of its kind
 * @param operand the border that a number is above, or the hash that a text has
 */
record Question(Kind kind, int feature, double operand) {
    /** What kind of feature is asked for. */
    enum Kind {
        /** A number is above a border. */
        NUMBER,
        /** A text is this one. */
        TEXT,
        /** A statistic of texts is above a border. */
        STATISTIC
    }
}

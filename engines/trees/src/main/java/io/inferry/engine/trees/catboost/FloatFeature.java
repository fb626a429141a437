package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.forest.Missing;

/**
 * A feature of numbers.
 *
 * @param index among the numbers, as splits name it
 * @param column among all features
 * @param missing where rows without a value go: {@code AsTrue} is above every border
 */
record FloatFeature(int index, int column, String name, Missing missing) {
    private static final String ABOVE_ALL = "AsTrue";

    /** Only features that had missing values in training treat them in a special way. */
    static Missing missing(boolean seenInTraining, String treatment) {
        return seenInTraining && treatment.equals(ABOVE_ALL) ? Missing.NAN_RIGHT : Missing.NAN_LEFT;
    }
}

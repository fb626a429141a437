package io.inferry.engine.trees.xgboost;

import io.inferry.engine.trees.forest.ModelFileException;
import java.util.Map;

/**
 * How many of a model's first boosting rounds are wanted.
 *
 * @param count {@link #ALL}, {@link #BEST}, or a number of 1 or more
 */
public record Rounds(int count) {
    /** Every one, as {@code Booster.predict}. */
    public static final int ALL = 0;

    /** Up to the best one where training stopped early, as XGBoost's scikit-learn classes. */
    public static final int BEST = -1;

    static final String BEST_ATTRIBUTE = "best_iteration";

    long of(Map<String, String> attributes) {
        String best = attributes.get(BEST_ATTRIBUTE);
        if (count == ALL || (count == BEST && best == null)) {
            return Integer.MAX_VALUE;
        }
        if (count > 0 || best == null) {
            return count;
        }
        try {
            return Math.max(0, Integer.parseInt(best)) + 1L;
        } catch (NumberFormatException e) {
            throw ModelFileException.broken("its attribute best_iteration is '" + best + "'");
        }
    }
}

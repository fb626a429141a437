package io.inferry.engine.pmml.document;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call of each function that a document defines comes to. Functions that call each other
 * twice double the work with each step, and every step is a frame on the stack.
 */
final class FunctionCosts {
    private final Map<String, Cost> costs = new HashMap<>();
    private @Nullable String defining;

    /** All calls within, and how deep they lie. */
    private record Cost(long calls, int depth) {
        static final Cost ONE = new Cost(1, 1);

        Cost plus(Cost called) {
            return new Cost(calls + called.calls, Math.max(depth, called.depth + 1));
        }
    }

    /** A definition begins; it lasts until the next. */
    void define(@Nullable String name) {
        defining = name;
        if (name != null) {
            costs.put(name, Cost.ONE);
        }
    }

    /** Something else than definitions begins. */
    void leave() {
        defining = null;
    }

    /**
     * A function is applied.
     *
     * @throws ModelFileException when its definition comes to too much
     */
    void apply(@Nullable String name) {
        if (defining == null || name == null) {
            return;
        }
        Cost sum = costs.getOrDefault(defining, Cost.ONE).plus(costs.getOrDefault(name, Cost.ONE));
        if (sum.calls > Limits.CALLS_MAX || sum.depth > Limits.NESTED_MAX) {
            throw ModelFileException.broken(
                    "function '%s' comes to more than %d calls, or lies more than %d deep"
                            .formatted(defining, Limits.CALLS_MAX, Limits.NESTED_MAX));
        }
        costs.put(defining, sum);
    }
}

package io.inferry.engine.trees.forest;

/** Which values of a feature count as missing at a split, and where rows without a value go. */
public enum Missing {
    /** NaN goes left. */
    NAN_LEFT,
    /** NaN goes right. */
    NAN_RIGHT,
    /** NaN and zero go left. */
    ZERO_LEFT,
    /** NaN and zero go right. */
    ZERO_RIGHT;

    int bits() {
        return switch (this) {
            case NAN_LEFT -> Nodes.MISSING_LEFT;
            case NAN_RIGHT -> 0;
            case ZERO_LEFT -> Nodes.ZERO_MISSING | Nodes.MISSING_LEFT;
            case ZERO_RIGHT -> Nodes.ZERO_MISSING;
        };
    }
}

package io.inferry.api.inference;

/**
 * How a request wants to be treated.
 *
 * @param priority 0 is standard; a larger number leaves the queue earlier
 * @param deadlineNanos on {@link System#nanoTime()}'s clock; {@link #NO_DEADLINE} for none
 */
public record Terms(Strictness strictness, int priority, long deadlineNanos) {
    /** No deadline. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** Shapes checked, standard priority, no deadline. */
    public static final Terms STANDARD = new Terms(Strictness.NAMES_AND_SHAPES, 0, NO_DEADLINE);

    /**
     * How closely inputs are held against the signature before the model sees them; dtypes always
     * are.
     */
    public enum Strictness {
        /** TensorFlow Serving's rule: the model itself judges shapes. */
        NAMES,
        /** Every known dimension must be equal. */
        NAMES_AND_SHAPES
    }

    /** Whether the deadline has passed. */
    public boolean isLate(long nowNanos) {
        return deadlineNanos != NO_DEADLINE && nowNanos - deadlineNanos >= 0;
    }
}

package io.inferry.experiment.control.definition;

/**
 * How much worse than control still is not worse.
 *
 * @param amount in the metric's unit, or as a part of control's value
 * @param relative whether it is a part: {@code 20%} is 0.2
 */
public record Margin(double amount, boolean relative) {
    /** None at all. */
    public static final Margin NONE = new Margin(0, false);

    /** In the metric's unit. */
    public double of(double controlValue) {
        return relative ? amount * Math.abs(controlValue) : amount;
    }

    /** As a definition has it. */
    @Override
    public String toString() {
        return relative ? Numerals.of(amount * 100) + "%" : Numerals.of(amount);
    }
}

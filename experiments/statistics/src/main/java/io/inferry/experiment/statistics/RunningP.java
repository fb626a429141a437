package io.inferry.experiment.statistics;

/**
 * The smallest always-valid p-value seen so far: itself always valid, and the number to report.
 * Valid because the bound behind it holds at all times at once (Johari, Koomen, Pekelis, Walsh,
 * "Always valid inference", 2015, section 4).
 *
 * @param p in [0, 1]
 */
public record RunningP(double p) {
    /** Before the first look. */
    public static final RunningP START = new RunningP(1);

    public RunningP {
        Arguments.probability("p", p);
    }

    /** After one more look. */
    public RunningP seen(double now) {
        Arguments.probability("now", now);
        return now < p ? new RunningP(now) : this;
    }
}

package io.inferry.experiment.statistics.decision;

/** How much worse is tolerated. */
public sealed interface Margin {
    /** No loss at all. */
    Margin NONE = new Absolute(0);

    /**
     * The tolerated loss in the metric's unit.
     *
     * @param baseline the running version's value
     */
    double amount(double baseline);

    /**
     * In the metric's unit.
     *
     * @param value at least 0
     */
    record Absolute(double value) implements Margin {
        public Absolute {
            check(value);
        }

        @Override
        public double amount(double baseline) {
            return value;
        }
    }

    /**
     * As a share of the running version's value, itself an estimate.
     *
     * @param share at least 0; 0.1 tolerates a tenth
     */
    record Relative(double share) implements Margin {
        public Relative {
            check(share);
        }

        @Override
        public double amount(double baseline) {
            return share * Math.abs(baseline);
        }
    }

    private static void check(double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "margin must be finite and at least 0, was " + value);
        }
    }
}

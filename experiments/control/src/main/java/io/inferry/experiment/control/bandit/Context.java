package io.inferry.experiment.control.bandit;

/**
 * What a policy knows of one request: numbers in columns, all others zero. There is one for each
 * feature and a constant one, so looking at a context costs what was said and not what could have
 * been. Its arrays are not to be changed.
 */
final class Context {
    private final short[] columns;
    private final float[] values;

    Context(short[] columns, float[] values) {
        this.columns = columns;
        this.values = values;
    }

    /** How many numbers there are. */
    int size() {
        return columns.length;
    }

    int column(int at) {
        return columns[at];
    }

    double value(int at) {
        return values[at];
    }

    short[] columns() {
        return columns;
    }

    float[] values() {
        return values;
    }

    /** Σ coefficient × number. */
    double times(double[] coefficients) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            sum += coefficients[columns[i]] * values[i];
        }
        return sum;
    }
}

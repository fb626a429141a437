package io.inferry.experiment.control.bandit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a linear model of rewards is made from: Σ x xᵀ and Σ r x. Sums, so that what replicas saw
 * apart adds up to what one would have learnt. For one thread.
 */
final class RidgeSums {
    /** The ridge: the paper's A begins as the identity. */
    static final double RIDGE = 1;

    private final int width;

    /** Lower triangle by rows: {@code (i, j)} stands at {@code i (i + 1) / 2 + j}. */
    private final double[] products;

    private final double[] rewards;

    RidgeSums(int width) {
        this.width = width;
        this.products = new double[width * (width + 1) / 2];
        this.rewards = new double[width];
    }

    /** One context and its reward. Costs the square of the numbers that are not zero. */
    void add(Context context, double reward) {
        for (int i = 0; i < context.size(); i++) {
            int row = context.column(i);
            double value = context.value(i);
            rewards[row] += reward * value;
            for (int j = 0; j < context.size(); j++) {
                int column = context.column(j);
                if (column <= row) {
                    products[row * (row + 1) / 2 + column] += value * context.value(j);
                }
            }
        }
    }

    /** Adds what another one saw. */
    void add(RidgeSums other) {
        for (int i = 0; i < products.length; i++) {
            products[i] += other.products[i];
        }
        for (int i = 0; i < width; i++) {
            rewards[i] += other.rewards[i];
        }
    }

    /** The model that fits best: θ = (Σ x xᵀ + I)⁻¹ Σ r x. */
    double[] coefficients() {
        double[] root = root();
        double[] solution = rewards.clone();
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < i; j++) {
                solution[i] -= root[i * (i + 1) / 2 + j] * solution[j];
            }
            solution[i] /= root[i * (i + 1) / 2 + i];
        }
        for (int i = width - 1; i >= 0; i--) {
            for (int j = i + 1; j < width; j++) {
                solution[i] -= root[j * (j + 1) / 2 + i] * solution[j];
            }
            solution[i] /= root[i * (i + 1) / 2 + i];
        }
        return solution;
    }

    /** (Σ x xᵀ + I)⁻¹, whole, by rows. */
    double[] inverse() {
        double[] root = root();
        double[] inverse = new double[width * width];
        double[] column = new double[width];
        for (int unit = 0; unit < width; unit++) {
            for (int i = unit; i < width; i++) {
                double sum = i == unit ? 1 : 0;
                for (int j = unit; j < i; j++) {
                    sum -= root[i * (i + 1) / 2 + j] * column[j];
                }
                column[i] = sum / root[i * (i + 1) / 2 + i];
            }
            for (int i = width - 1; i >= unit; i--) {
                double sum = column[i];
                for (int j = i + 1; j < width; j++) {
                    sum -= root[j * (j + 1) / 2 + i] * inverse[j * width + unit];
                }
                inverse[i * width + unit] = sum / root[i * (i + 1) / 2 + i];
                inverse[unit * width + i] = inverse[i * width + unit];
            }
        }
        return inverse;
    }

    /**
     * Cholesky's L with L Lᵀ = Σ x xᵀ + I. A pivot cannot be below the ridge but by rounding, when
     * features of very different size go along with each other; then it is the ridge.
     */
    private double[] root() {
        double[] root = products.clone();
        for (int i = 0; i < width; i++) {
            int row = i * (i + 1) / 2;
            root[row + i] += RIDGE;
            for (int j = 0; j <= i; j++) {
                int other = j * (j + 1) / 2;
                double sum = root[row + j];
                for (int k = 0; k < j; k++) {
                    sum -= root[row + k] * root[other + k];
                }
                root[row + j] = i == j ? Math.sqrt(Math.max(sum, RIDGE)) : sum / root[other + j];
            }
        }
        return root;
    }

    static int stateBytes(int width) {
        return Double.BYTES * (width * (width + 1) / 2 + width);
    }

    int width() {
        return width;
    }

    void write(DataOutput out) throws IOException {
        for (double each : products) {
            out.writeDouble(each);
        }
        for (double each : rewards) {
            out.writeDouble(each);
        }
    }

    static RidgeSums read(int width, DataInput in) throws IOException {
        RidgeSums sums = new RidgeSums(width);
        for (int i = 0; i < sums.products.length; i++) {
            sums.products[i] = finite(in.readDouble());
        }
        for (int i = 0; i < width; i++) {
            sums.rewards[i] = finite(in.readDouble());
        }
        return sums;
    }

    private static double finite(double sum) {
        if (!Double.isFinite(sum)) {
            throw new IllegalArgumentException("a sum is " + sum);
        }
        return sum;
    }
}

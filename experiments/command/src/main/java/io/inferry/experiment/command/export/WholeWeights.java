package io.inferry.experiment.command.export;

import io.inferry.api.traffic.Share;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Weights as whole numbers with a given sum, by largest remainder (Hamilton's method): each is less
 * than one away from its exact part.
 */
final class WholeWeights {
    private static final double PERCENT = 100;

    /** Sums of weights are exact to this; so much is no remainder. */
    private static final double EXACT = 1e-6;

    private final int[] weights;
    private final boolean rounded;

    private WholeWeights(int[] weights, boolean rounded) {
        this.weights = weights;
        this.rounded = rounded;
    }

    /** Weights whose sum is {@code sum}. */
    static WholeWeights of(List<Share> shares, int sum) {
        double[] exact =
                shares.stream().mapToDouble(share -> share.weight() * sum / PERCENT).toArray();
        int[] weights = Arrays.stream(exact).mapToInt(part -> (int) (part + EXACT)).toArray();
        boolean rounded =
                IntStream.range(0, exact.length)
                        .anyMatch(i -> Math.abs(exact[i] - weights[i]) > EXACT);
        int missing = sum - Arrays.stream(weights).sum();
        IntStream.range(0, exact.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> weights[i] - exact[i]))
                .limit(missing)
                .forEach(i -> weights[i]++);
        return new WholeWeights(weights, rounded);
    }

    /** The weights with the smallest sum of 100, 1000 … that needs no rounding, if one does. */
    static WholeWeights exact(List<Share> shares, int sumMax) {
        int sum = (int) PERCENT;
        while (sum < sumMax && of(shares, sum).rounded) {
            sum *= 10;
        }
        return of(shares, sum);
    }

    int weight(int share) {
        return weights[share];
    }

    /** Notes where weights are not what they were. */
    void tell(List<Share> shares, Notes notes) {
        if (rounded) {
            notes.differs(
                    "weights are whole numbers there: "
                            + IntStream.range(0, weights.length)
                                    .mapToObj(i ->
                                            "%s %s -> %d"
                                                    .formatted(
                                                            Share.named(shares.get(i).target()),
                                                            shares.get(i).weight(),
                                                            weights[i]))
                                    .collect(Collectors.joining(", ")));
        }
    }
}

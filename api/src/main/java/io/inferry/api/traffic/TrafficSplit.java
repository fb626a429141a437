package io.inferry.api.traffic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How requests are divided.
 *
 * @param shares weights sum to 100; no target twice
 */
public record TrafficSplit(List<Share> shares) {
    /** More targets than this are refused as a mistake. */
    public static final int SHARES_MAX = 64;

    private static final double SUM = 100;
    private static final double SUM_TOLERANCE = 1e-6;

    public TrafficSplit {
        shares = List.copyOf(shares);
        if (shares.isEmpty() || shares.size() > SHARES_MAX) {
            throw new IllegalArgumentException(
                    "a split has 1 to %d targets, was %d".formatted(SHARES_MAX, shares.size()));
        }
        double sum = 0;
        Set<Object> targets = new HashSet<>();
        for (Share share : shares) {
            sum += share.weight();
            if (!targets.add(share.target())) {
                throw new IllegalArgumentException(
                        "a split names " + Share.named(share.target()) + " twice");
            }
        }
        if (Math.abs(sum - SUM) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    "weights must sum to 100, were %s = %s"
                            .formatted(
                                    shares.stream()
                                            .map(share -> Double.toString(share.weight()))
                                            .collect(Collectors.joining(" + ")),
                                    sum));
        }
    }
}

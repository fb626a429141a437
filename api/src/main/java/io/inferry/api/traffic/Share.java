package io.inferry.api.traffic;

import io.inferry.api.model.VersionChoice;

/**
 * A version, or a label, and its part of the traffic.
 *
 * @param weight in percent, 0 to 100
 */
public record Share(VersionChoice target, double weight) {
    public Share {
        if (!(weight >= 0 && weight <= 100)) {
            throw new IllegalArgumentException(
                    "a weight is 0 to 100 percent, was " + weight + " for " + named(target));
        }
    }

    /** All of the traffic. */
    public static Share all(VersionChoice target) {
        return new Share(target, 100);
    }

    /** A target as operators read it: {@code version 2}, {@code label canary}, {@code latest}. */
    public static String named(VersionChoice target) {
        return switch (target) {
            case VersionChoice.Latest latest -> "latest";
            case VersionChoice.Exact exact -> "version " + exact.version();
            case VersionChoice.Label label -> "label " + label.label();
        };
    }
}

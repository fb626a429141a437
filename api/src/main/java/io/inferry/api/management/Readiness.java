package io.inferry.api.management;

import java.util.List;

/**
 * Whether traffic should come.
 *
 * @param reasons why not, one line each; empty when ready
 */
public record Readiness(List<String> reasons) {
    public Readiness {
        reasons = List.copyOf(reasons);
    }

    /** Whether there is no reason against it. */
    public boolean ready() {
        return reasons.isEmpty();
    }
}

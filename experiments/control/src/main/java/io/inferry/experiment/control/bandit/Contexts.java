package io.inferry.experiment.control.bandit;

import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import java.util.List;
import java.util.Optional;

/**
 * Makes numbers of what requests say of themselves. Column 0 is 1 in every context. Then each
 * feature has a column for its number and one that says that it was absent; texts fall by their
 * hash into groups, {@value #GROUPS_PER_FEATURE} for each feature, shared from {@value #GROUPS_MAX}
 * on. Immutable; called on the threads that serve requests.
 */
final class Contexts {
    /** Larger numbers count as this, so that one wild header does not outweigh all others. */
    static final double NUMBER_MAX = 1e6;

    private static final int GROUPS_PER_FEATURE = 16;
    private static final int GROUPS_MAX = 64;

    private final List<RequestField> features;
    private final int groups;

    Contexts(List<RequestField> features) {
        this.features = List.copyOf(features);
        this.groups = Math.min(GROUPS_MAX, features.size() * GROUPS_PER_FEATURE);
    }

    /** Columns that there are. */
    int width() {
        return 1 + 2 * features.size() + groups;
    }

    /** Columns of one context that are not zero, at most. */
    int size() {
        return 1 + features.size();
    }

    /** One request's numbers. */
    Context of(RequestFacts facts) {
        short[] columns = new short[size()];
        float[] values = new float[size()];
        values[0] = 1;
        for (int i = 0; i < features.size(); i++) {
            Optional<String> value = facts.value(features.get(i));
            values[i + 1] = 1;
            if (value.isEmpty()) {
                columns[i + 1] = (short) (2 + 2 * i);
            } else if (Decimal.is(value.get())) {
                double number = Double.parseDouble(value.get());
                columns[i + 1] = (short) (1 + 2 * i);
                values[i + 1] = (float) Math.clamp(number, -NUMBER_MAX, NUMBER_MAX);
            } else {
                columns[i + 1] = (short) (1 + 2 * features.size() + group(i, value.get()));
            }
        }
        return new Context(columns, values);
    }

    /**
     * The same for ever: what was learnt of a group outlives the process. Java's hash says nothing
     * of short texts in its high bits; Murmur3's finisher spreads it.
     */
    private int group(int feature, String text) {
        int hash = text.hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        int own = (hash ^ (hash >>> 16)) & (GROUPS_PER_FEATURE - 1);
        return (feature * GROUPS_PER_FEATURE + own) % groups;
    }
}

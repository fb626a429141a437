package io.inferry.experiment.evidence.feedback;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What few answers have: named values, and more than one key of feedback. */
final class Extras {
    /** Keys of one answer beyond its first; of more the oldest are forgotten. */
    private static final int KEYS_MAX = 7;

    private final Map<Integer, Double> values = new HashMap<>();
    private long[] keys = new long[0];

    double value(int name) {
        @Nullable Double value = values.get(name);
        return value == null ? Double.NaN : value;
    }

    void setValue(int name, double value) {
        values.put(name, value);
    }

    boolean hasKey(long key) {
        return Arrays.stream(keys).anyMatch(each -> each == key);
    }

    void addKey(long key) {
        int from = keys.length == KEYS_MAX ? 1 : 0;
        long[] more = Arrays.copyOfRange(keys, from, keys.length + 1);
        more[more.length - 1] = key;
        keys = more;
    }
}

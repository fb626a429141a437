package io.inferry.configuration;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that it is reported at once. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    /** Something wrong with a value. */
    void add(Origin origin, String text) {
        found.add(origin + ": " + text);
    }

    /** Something wrong that no single line is to blame for. */
    void add(String text) {
        found.add(text);
    }

    /** Everything that another one collected. */
    void addAll(Problems others) {
        found.addAll(others.found);
    }

    /** How many there are. */
    int count() {
        return found.size();
    }

    /**
     * Ends the reading if anything was wrong.
     *
     * @param what the file, or all sources together
     */
    void throwIfAny(String what, ErrorCode code) {
        if (found.isEmpty()) {
            return;
        }
        String count = found.size() == 1 ? "1 problem" : found.size() + " problems";
        throw ServingException.of(
                code, what + " has " + count + ":\n  " + String.join("\n  ", found));
    }
}

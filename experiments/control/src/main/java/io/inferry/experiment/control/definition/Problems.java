package io.inferry.experiment.control.definition;

import io.inferry.api.ServingException;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that it is told at once. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    void add(String where, String text) {
        found.add(where.isEmpty() ? text : where + ": " + text);
    }

    void throwIfAny(String what) {
        if (found.isEmpty()) {
            return;
        }
        String count = found.size() == 1 ? "1 problem" : found.size() + " problems";
        throw ServingException.invalidArgument(
                what + " has " + count + ":\n  " + String.join("\n  ", found));
    }
}

package io.inferry.experiment.command.export;

import io.inferry.api.ServingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the reader of an export must know: what differs, and what could not be said at all. */
final class Notes {
    private final Set<String> differences = new LinkedHashSet<>();
    private final Set<String> losses = new LinkedHashSet<>();

    /** Something works otherwise there. */
    void differs(String note) {
        differences.add(note);
    }

    /** Something has no words there and is left out. */
    void lost(String note) {
        losses.add(note);
    }

    /**
     * Refuses losses.
     *
     * @throws ServingException FAILED_PRECONDITION with all of them
     */
    void refuseLosses() {
        if (!losses.isEmpty()) {
            throw ServingException.failedPrecondition(
                    "this traffic cannot be said there wholly; --lenient leaves out what cannot:"
                            + losses.stream()
                                    .map(loss -> System.lineSeparator() + "  - " + loss)
                                    .reduce("", String::concat));
        }
    }

    /** All of them, losses first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        losses.forEach(loss -> lines.add("LEFT OUT: " + loss));
        lines.addAll(differences);
        return lines;
    }
}

package io.inferry.core.lifecycle;

import io.inferry.api.management.StateChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last changes of one version, a bounded number of them. */
final class History {
    private final int changesMax;
    private final Deque<StateChange> changes = new ArrayDeque<>();

    History(int changesMax) {
        this.changesMax = changesMax;
    }

    void add(StateChange change) {
        if (changes.size() == changesMax) {
            changes.removeFirst();
        }
        changes.addLast(change);
    }

    /** Oldest first. */
    List<StateChange> toList() {
        return List.copyOf(changes);
    }
}

package io.inferry.core.lifecycle;

import io.inferry.api.settings.VersionSelection;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Pure: which of the versions at hand a model's settings choose. */
final class Selection {
    private Selection() {}

    static NavigableSet<Long> choose(VersionSelection selection, NavigableSet<Long> versions) {
        NavigableSet<Long> chosen = new TreeSet<>(versions);
        switch (selection) {
            case VersionSelection.Latest latest -> {
                while (chosen.size() > latest.count()) {
                    chosen.pollFirst();
                }
            }
            case VersionSelection.All all -> {}
            case VersionSelection.Specific specific -> chosen.retainAll(specific.versions());
        }
        return chosen;
    }
}

package io.inferry.core.lifecycle;

import io.inferry.api.settings.VersionSelection;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Which versions of one model should be there.
 *
 * @param wanted to be served
 * @param expected would be wanted, if their files were all there
 */
record Wishes(NavigableSet<Long> wanted, NavigableSet<Long> expected) {
    /**
     * What a choice is made from.
     *
     * @param listed every version on disk
     * @param ready those that can be loaded, or answer already
     * @param answering those that answer
     */
    record Versions(
            NavigableSet<Long> listed, NavigableSet<Long> ready, NavigableSet<Long> answering) {}

    static Wishes of(VersionSelection selection, Versions versions, Orders orders) {
        NavigableSet<Long> wanted = Selection.choose(selection, without(versions.ready(), orders));
        OptionalLong pinned = orders.pinned();
        if (pinned.isPresent() && versions.ready().contains(pinned.getAsLong())) {
            addUnlessNewerAnswers(wanted, pinned.getAsLong(), versions.answering());
        }
        NavigableSet<Long> expected =
                Selection.choose(selection, without(versions.listed(), orders));
        expected.removeAll(wanted);
        expected.removeAll(versions.ready());
        return new Wishes(wanted, expected);
    }

    private static void addUnlessNewerAnswers(
            NavigableSet<Long> wanted, long pinned, NavigableSet<Long> answering) {
        if (wanted.tailSet(pinned, false).stream().noneMatch(answering::contains)) {
            wanted.add(pinned);
        }
    }

    private static NavigableSet<Long> without(NavigableSet<Long> versions, Orders orders) {
        NavigableSet<Long> rest = new TreeSet<>(versions);
        rest.removeIf(orders::isAside);
        return rest;
    }
}

package io.inferry.core.lifecycle;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** What operators want of one model; stands until another act ends it. Used by the loop only. */
final class Orders {
    private Optional<String> unloaded = Optional.empty();
    private final NavigableSet<Long> aside = new TreeSet<>();
    private OptionalLong pinned = OptionalLong.empty();

    /** No version is wanted, and why. */
    void unload(String why) {
        unloaded = Optional.of(why);
    }

    /** Ends every order. */
    void clear() {
        unloaded = Optional.empty();
        aside.clear();
        pinned = OptionalLong.empty();
    }

    void rollBack(long from, long to) {
        aside.add(from);
        pinned = OptionalLong.of(to);
    }

    /** Why no version is wanted; empty while some may be. */
    Optional<String> unloaded() {
        return unloaded;
    }

    boolean isAside(long version) {
        return aside.contains(version);
    }

    /** The version that a rollback chose. */
    OptionalLong pinned() {
        return pinned;
    }
}

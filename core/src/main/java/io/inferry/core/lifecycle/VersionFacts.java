package io.inferry.core.lifecycle;

/** What a policy sees of a version. */
record VersionFacts(long version, boolean wanted, Phase phase) {
    /** Where it stands, as far as policies care. */
    enum Phase {
        /** In no memory; could be loaded now. */
        LOADABLE,
        /** In no memory; not to be tried yet. */
        WAITING,
        LOADING,
        AVAILABLE,
        /** Available, but its files have changed and could be loaded now. */
        STALE,
        /** In memory, for its last requests. */
        LEAVING
    }

    boolean isAvailable() {
        return phase == Phase.AVAILABLE || phase == Phase.STALE;
    }

    boolean isLoaded() {
        return switch (phase) {
            case LOADING, AVAILABLE, STALE, LEAVING -> true;
            case LOADABLE, WAITING -> false;
        };
    }

    boolean mayLoad() {
        return phase == Phase.LOADABLE || phase == Phase.STALE;
    }
}

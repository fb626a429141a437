package io.inferry.api.management;

/**
 * The life of a version: NEW, LOADING, WARMING, AVAILABLE, DRAINING, UNLOADED; any may become
 * FAILED.
 */
public enum VersionState {
    /** Wanted, not begun. */
    NEW,
    /** The engine reads it. */
    LOADING,
    /** Loaded and answering warm-up requests, not callers. */
    WARMING,
    /** Callers reach it. */
    AVAILABLE,
    /** No new callers; those inside finish. */
    DRAINING,
    /** Its memory is given back. */
    UNLOADED,
    /** Could not load or warm up; tried again with growing delay. */
    FAILED
}

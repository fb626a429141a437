package io.inferry.core.lifecycle;

/** One step that a policy asks for. */
sealed interface Transition {
    long version();

    /** Load it, or load its changed files beside what answers now. */
    record Load(long version) implements Transition {}

    /** Take it out of the catalog and close it when its last request is over. */
    record Unload(long version) implements Transition {}
}

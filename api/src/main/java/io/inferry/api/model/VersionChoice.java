package io.inferry.api.model;

/** How a caller says which version of a model should answer. */
public sealed interface VersionChoice {
    /** The caller leaves it to the server. */
    VersionChoice LATEST = new Latest();

    /** Whatever the server routes to; without other rules the newest available version. */
    record Latest() implements VersionChoice {}

    /** Exactly this version. */
    record Exact(long version) implements VersionChoice {}

    /** The version that carries this label now. */
    record Label(String label) implements VersionChoice {}
}

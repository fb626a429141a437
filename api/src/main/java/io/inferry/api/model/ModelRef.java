package io.inferry.api.model;

/** A model as a caller names it. */
public record ModelRef(String name, VersionChoice version) {
    /** The model's latest version. */
    public static ModelRef latest(String name) {
        return new ModelRef(name, VersionChoice.LATEST);
    }

    /** Exactly this version. */
    public static ModelRef version(String name, long version) {
        return new ModelRef(name, new VersionChoice.Exact(version));
    }

    /** The version that carries the label. */
    public static ModelRef label(String name, String label) {
        return new ModelRef(name, new VersionChoice.Label(label));
    }
}

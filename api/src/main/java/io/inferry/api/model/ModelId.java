package io.inferry.api.model;

/** One version of a model. */
public record ModelId(String name, long version) {
    public ModelId {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a model needs a name");
        }
        if (version < 0) {
            throw new IllegalArgumentException("version must be 0 or more, was " + version);
        }
    }

    /** As users write it: {@code name/version}. */
    @Override
    public String toString() {
        return name + "/" + version;
    }
}

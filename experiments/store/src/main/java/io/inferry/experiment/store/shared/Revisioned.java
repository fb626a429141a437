package io.inferry.experiment.store.shared;

/** A state as it was published, with the number that the next publisher has to name. */
public final class Revisioned {
    private final long revision;
    private final byte[] state;

    Revisioned(long revision, byte[] state) {
        this.revision = revision;
        this.state = state;
    }

    /** Above that of every state published before, under any name; not always by one. */
    public long revision() {
        return revision;
    }

    /** A copy of the state. */
    public byte[] state() {
        return state.clone();
    }
}

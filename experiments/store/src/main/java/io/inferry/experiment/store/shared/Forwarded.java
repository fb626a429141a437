package io.inferry.experiment.store.shared;

/** Something that one replica received and another has to know: feedback by the id it is for. */
public final class Forwarded {
    private final String id;
    private final byte[] payload;

    /**
     * @param id what the receiver knows it by; need not be unique
     */
    public Forwarded(String id, byte[] payload) {
        this.id = id;
        this.payload = payload.clone();
    }

    /** What the receiver knows it by. */
    public String id() {
        return id;
    }

    /** A copy of what was forwarded. */
    public byte[] payload() {
        return payload.clone();
    }
}

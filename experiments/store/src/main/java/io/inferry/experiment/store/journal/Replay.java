package io.inferry.experiment.store.journal;

/**
 * Is told what a journal held, while it opens: the newest snapshot first, then every later record
 * in order, and each damage at the place where it was found. Throwing from here refuses to open;
 * nothing on disk has been changed by then.
 */
public interface Replay {
    /** The newest snapshot; at most once, and before any record. */
    void snapshot(byte[] snapshot);

    /**
     * A record after the snapshot.
     *
     * @param sequence above that of every record before
     */
    void record(long sequence, byte[] payload);

    /** Something is missing between what came before this call and what comes after. */
    void damage(Damage damage);
}

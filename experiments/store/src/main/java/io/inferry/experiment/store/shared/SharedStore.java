package io.inferry.experiment.store.shared;

import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the replicas of one server share about their experiments. Every replica opens one of these
 * under a name of its own; names and bytes mean nothing here.
 *
 * <p>Every method may throw {@link StoreException}: {@link Reason#AWAY} within a bounded time when
 * the database cannot be asked (the act may or may not have happened then: read again; every write
 * but {@link #audit} and {@link #take} can simply be repeated), {@link Reason#REFUSED} when it says
 * no, {@link Reason#TOO_LARGE} above the limits of {@link DatabaseSettings}, {@link Reason#CLOSED}
 * after {@link #close}.
 *
 * <p>Belongs to one thread, which may hand it on; two inside at once are told so.
 */
public interface SharedStore extends AutoCloseable {
    /** The newest state under this name. */
    Optional<Revisioned> state(String experiment);

    /** Every name that has a state, in order. */
    List<String> experiments();

    /**
     * Replaces a state if nobody did so since it was read.
     *
     * @param expectedRevision of the state that was read; 0 when there was none
     * @return the new revision; empty when another replica was first: read again
     */
    OptionalLong publish(String experiment, long expectedRevision, byte[] state);

    /**
     * Removes a state if nobody replaced it since it was read, and with it all evidence and the
     * lease under this name. The audit trail stays.
     *
     * @return whether it was removed
     */
    boolean remove(String experiment, long expectedRevision);

    /**
     * Replaces what this replica counted so far: all of it, not the difference.
     *
     * @return false when there is no state under this name: it was removed meanwhile
     */
    boolean evidence(String experiment, byte[] cumulative);

    /** What every replica counted so far, by replica; to be merged by the caller. */
    Map<String, byte[]> evidence(String experiment);

    /**
     * Asks to be the one replica that decides, or to stay it. Time is the database's. Ask again
     * well within the lease.
     *
     * @return whether this replica leads until the lease ends
     */
    boolean lead(String experiment, Duration lease);

    /**
     * Whether this replica may still decide: it asked with success, and the lease has not ended by
     * this machine's monotonic clock, counted from before the question was sent. Asks no database
     * and never throws {@link StoreException}.
     */
    boolean leads(String experiment);

    /** Gives leadership back at once, so that another replica need not wait for the lease. */
    void resign(String experiment);

    /**
     * Leaves something for another replica. The same id and payload left twice and not yet taken
     * arrives once.
     *
     * @return false when too much waits for that replica already; nothing was left then
     */
    boolean forward(String replica, List<Forwarded> items);

    /**
     * Takes what waits for this replica, oldest first, each item once: it is gone from the database
     * when this returns.
     *
     * @param most how many at most, above 0
     */
    List<Forwarded> take(int most);

    /**
     * Drops what was forwarded and not taken for so long, by the database's clock: its receiver is
     * gone.
     *
     * @return how many items
     */
    long forgetForwarded(Duration age);

    /** Adds an event to the trail; the oldest beyond {@link DatabaseSettings#AUDIT_MAX} goes. */
    void audit(String experiment, byte[] event);

    /**
     * The newest events, oldest first.
     *
     * @param last how many at most, above 0
     */
    List<byte[]> audit(String experiment, int last);

    /** Connects now if not connected: for a start-up that wants to fail early. */
    void reach();

    /** Closes the connection. Leadership is kept until its lease ends; {@link #resign} before. */
    @Override
    void close();
}

package io.inferry.experiment.control.memory;

import io.inferry.experiment.evidence.EvidenceSummary;
import java.util.List;
import java.util.Optional;

/**
 * Where experiments are kept. Belongs to one thread.
 *
 * <p>Every method may throw {@link io.inferry.experiment.store.StoreException} when nothing can be
 * written now; what was kept before stays, and a later call works once the cause is gone.
 */
public interface Memory extends AutoCloseable {
    /** What was kept, by those who ran before. */
    List<Saved> recall();

    /** What could not be read back, in words. */
    List<String> losses();

    /**
     * Keeps an experiment as it is now, in place of what was kept of it before.
     *
     * @return false when another server kept something else meanwhile: ask {@link #news}
     */
    boolean keep(Saved saved);

    /** Whether this server is the one that decides about an experiment now. */
    boolean decides(String name);

    /** What other servers did since the last time. */
    News news();

    /** Tells other servers what this one saw, all of it. */
    void share(String name, List<EvidenceSummary> seenHere);

    /** What each other server saw, stretch by stretch. */
    List<List<EvidenceSummary>> others(String name);

    /**
     * What other servers did.
     *
     * @param kept experiments that are new or changed, without evidence
     * @param forgotten names that are gone
     */
    record News(List<Saved> kept, List<String> forgotten) {
        /** Nothing, as where there are no others. */
        public static final News NONE = new News(List.of(), List.of());

        public News {
            kept = List.copyOf(kept);
            forgotten = List.copyOf(forgotten);
        }
    }

    /** Forgets an experiment. */
    void forget(String name);

    /** Feedback on its way between servers; empty where there are no others. */
    Optional<Mail> mail();

    /** Forces what is due, and tidies up; called with each look. */
    void tend();

    @Override
    void close();
}

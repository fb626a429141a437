package io.inferry.experiment.control.memory;

import java.util.List;

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

    /** Keeps an experiment as it is now, in place of what was kept of it before. */
    void keep(Saved saved);

    /** Forgets an experiment. */
    void forget(String name);

    /** Forces what is due, and tidies up; called with each look. */
    void tend();

    @Override
    void close();
}

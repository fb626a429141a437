package io.inferry.experiment.control;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The one thread that decides, or what a test has in its place. */
interface Pulse {
    /** Has the look done again and again, until {@link #end}. */
    void begin(Runnable look, Duration interval);

    /**
     * Has an act done, before or after a look and never during one.
     *
     * @return completes with its result, or with what it threw
     */
    <T> CompletableFuture<T> post(Supplier<T> act);

    /** Does one last thing and then nothing more; returns when it is done. */
    void end(Runnable last);
}

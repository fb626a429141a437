package io.inferry.core.lifecycle;

import io.inferry.api.ErrorCode;
import io.inferry.api.model.ModelId;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that load and close. Their queue holds at most one load and a few closings for each
 * version.
 */
final class LoadPool implements Reconciler.Work, AutoCloseable {
    private final Loader loader;
    private final Loop loop;
    private final Results results;
    private final ExecutorService threads;
    private volatile boolean stopping;

    /** Who takes the results, on the loop. */
    interface Results {
        void warming(ModelId id);

        void finished(ModelId id, LoadOutcome outcome);

        void closed(Loaded loaded, String how);
    }

    LoadPool(int threadCount, Loader loader, Loop loop, Results results) {
        this.loader = loader;
        this.loop = loop;
        this.results = results;
        this.threads =
                Executors.newFixedThreadPool(
                        threadCount,
                        Thread.ofPlatform().daemon().name("inferry-load-", 0).factory());
    }

    @Override
    public void load(ModelId id, LoadPlan plan) {
        threads.execute(() -> {
            LoadOutcome outcome =
                    stopping
                            ? new LoadOutcome.Failed(
                                    ErrorCode.UNAVAILABLE, "the server is stopping")
                            : loader.load(id, plan, () -> loop.post(() -> results.warming(id)));
            loop.post(() -> results.finished(id, outcome));
        });
    }

    @Override
    public void retire(Loaded loaded) {
        loaded.servable().retire(() -> loop.post(() -> threads.execute(() -> close(loaded))));
    }

    private void close(Loaded loaded) {
        String how = "its memory is given back";
        try {
            loaded.close();
        } catch (RuntimeException e) {
            how = "closing it failed: " + e;
        }
        String told = how;
        loop.post(() -> results.closed(loaded, told));
    }

    /** Loads that have not begun will not. */
    void stopLoading() {
        stopping = true;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}

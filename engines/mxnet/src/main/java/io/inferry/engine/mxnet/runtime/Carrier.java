package io.inferry.engine.mxnet.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

/** A thread that binds executors for one runner, see {@link Carriers}. */
public final class Carrier implements AutoCloseable {
    private final ExecutorService thread;
    private final Carriers home;

    Carrier(ExecutorService thread, Carriers home) {
        this.thread = thread;
        this.home = home;
    }

    /** Something to be done on it. */
    @FunctionalInterface
    public interface Binding<T> {
        /** Binds. */
        T bind() throws RefusedException;
    }

    /**
     * Does it there and waits.
     *
     * @throws RefusedException as {@code binding} throws it
     */
    public <T> T call(Binding<T> binding) throws RefusedException {
        CompletableFuture<T> done = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                done.complete(binding.bind());
            } catch (RefusedException | RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RefusedException refused -> throw refused;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    @Override
    public void close() {
        home.giveBack(thread);
    }
}

package io.inferry.engine.pmml.document;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Builds on a thread with room for {@link Limits#DEPTH_MAX} elements within each other: pmml4s
 * recurses, and takes a kilobyte or two for each while the JVM has not compiled it yet.
 */
final class RoomyThread {
    private static final long STACK_BYTES = 64L << 20;

    private RoomyThread() {}

    /** Calls, and waits for the result. */
    static <T> T call(Callable<T> builder) {
        FutureTask<T> task = new FutureTask<>(builder);
        Thread thread = new Thread(null, task, "inferry-pmml-build", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw ServingException.of(ErrorCode.UNAVAILABLE, "loading was interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case IOException failure -> throw new UncheckedIOException(failure);
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}

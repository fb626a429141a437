package io.inferry.engine.pfa.program;

import io.inferry.api.ServingException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does what recurses as deep as a document is nested on a thread whose stack is made for it, and
 * waits no longer than a limit. What takes longer cannot be stopped: its thread goes on in the
 * background until it ends by itself.
 *
 * @param path the document, for texts
 * @param waitMillisMax how long to wait
 */
record RoomyThread(Path path, long waitMillisMax) {
    /** Address space; only what is used becomes memory. */
    private static final long STACK_BYTES = 256L << 20;

    /**
     * The act's result.
     *
     * @throws ServingException INVALID_MODEL with the failure's own words, or when time is up
     */
    <T> T call(String doing, Callable<T> act) {
        var task = new FutureTask<T>(act);
        Thread thread = new Thread(null, task, "inferry-pfa-load", STACK_BYTES);
        thread.setDaemon(true);
        thread.setContextClassLoader(RoomyThread.class.getClassLoader());
        thread.start();
        try {
            return task.get(waitMillisMax, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw ServingException.invalidModel(
                    "%s: %s took longer than load_timeout_ms = %d"
                            .formatted(path, doing, waitMillisMax));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServingException.unavailable(path + ": stopped while " + doing);
        }
    }

    private ServingException failed(Throwable cause) {
        if (cause instanceof ServingException known) {
            return known;
        }
        if (cause instanceof StackOverflowError) {
            return ServingException.invalidModel(path + ": nested too deep");
        }
        if (cause instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        return ServingException.invalidModel(path + ": " + Reasons.of(cause), cause);
    }
}

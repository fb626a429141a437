package io.inferry.engine.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs a call on a thread whose stack is large enough for it. ONNX Runtime 1.29 matches the
 * process's command line against a regular expression when its environment is made, and the C++
 * library's matcher recurses for every byte: about 4,000 bytes of arguments, an ordinary class
 * path, overflow a stack of 1 MiB and end the process without a word.
 */
final class RoomyThread {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /** Measured: 264. */
    private static final long STACK_BYTES_PER_BYTE = 512;

    private static final long STACK_BYTES = 1 << 20;

    private RoomyThread() {}

    /**
     * Runs the call and waits for it.
     *
     * @throws ExecutionException with whatever the call threw
     */
    static <T> T call(Callable<T> call) throws ExecutionException {
        var task = new FutureTask<>(call);
        var thread = new Thread(null, task, "inferry-onnx-start", stackBytes());
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long stackBytes() {
        try {
            return STACK_BYTES + STACK_BYTES_PER_BYTE * Files.readAllBytes(COMMAND_LINE).length;
        } catch (IOException _) {
            return STACK_BYTES;
        }
    }
}

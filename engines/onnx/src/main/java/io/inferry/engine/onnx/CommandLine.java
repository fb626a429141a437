package io.inferry.engine.onnx;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the JVM alive: on Linux, ONNX Runtime 1.29.0 crashes it, without a word or a crash file,
 * when the process was started with a long command line. A class path of 3,800 bytes went well, one
 * of 3,900 did not (measured).
 */
final class CommandLine {
    /** The longest that is let through. */
    static final int BYTES_MAX = 3_800;

    private static final Path OF_THIS_PROCESS = Path.of("/proc/self/cmdline");

    private CommandLine() {}

    /**
     * Looks at this process before the native library starts.
     *
     * @throws ServingException UNIMPLEMENTED that says what to do
     */
    static void refuseTooLong() {
        if (!Files.isReadable(OF_THIS_PROCESS)) {
            return;
        }
        try {
            refuseTooLong(Files.readAllBytes(OF_THIS_PROCESS).length);
        } catch (IOException e) {
            throw ServingException.internal("cannot read " + OF_THIS_PROCESS, e);
        }
    }

    static void refuseTooLong(int bytes) {
        if (bytes > BYTES_MAX) {
            throw ServingException.of(
                    ErrorCode.UNIMPLEMENTED,
                    "this JVM's command line is "
                            + bytes
                            + " bytes long; ONNX Runtime crashes a JVM with more than "
                            + BYTES_MAX
                            + ". Give the class path in the variable CLASSPATH, in an @file or in"
                            + " a jar's manifest instead of -cp");
        }
    }
}

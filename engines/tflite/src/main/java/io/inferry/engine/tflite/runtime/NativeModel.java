package io.inferry.engine.tflite.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * A model that the library has verified: every offset of the file lies inside it. Its weights are
 * there once, whatever number of interpreters run it.
 */
public final class NativeModel implements AutoCloseable {
    private final MemorySegment pointer;

    private NativeModel(MemorySegment pointer) {
        this.pointer = pointer;
    }

    /**
     * Checks what the library itself does not when it opens a model: that constants are as large as
     * their shapes say, strings lie inside their tensors, and operators have the tensors they need.
     * Without it such a file ends the process.
     *
     * @throws RefusedException when something does not fit
     */
    public static void verify(MemorySegment bytes) throws RefusedException {
        String _ = Native.version();
        Optional<MethodHandle> verifier = CLibrary.VERIFY;
        if (verifier.isEmpty()) {
            return;
        }
        boolean fits;
        try {
            fits =
                    (boolean)
                            verifier.get().invokeExact(bytes, bytes.byteSize(), MemorySegment.NULL);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
        if (!fits) {
            throw new RefusedException(
                    "its operators, tensors and constants do not fit each other");
        }
    }

    /**
     * Opens a model; its offsets are verified.
     *
     * @param bytes the file
     * @param arena where they are; it has to outlive the model
     * @throws RefusedException with the library's reason
     */
    public static NativeModel of(MemorySegment bytes, Arena arena) throws RefusedException {
        String _ = Native.version();
        try {
            ErrorLog log = new ErrorLog(arena);
            MemorySegment pointer =
                    (MemorySegment)
                            CLibrary.MODEL_CREATE.invokeExact(
                                    bytes, bytes.byteSize(), log.callback(), MemorySegment.NULL);
            if (Native.isNull(pointer)) {
                throw new RefusedException(log.take());
            }
            return new NativeModel(pointer);
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /** The library's version. */
    public static String libraryVersion() {
        return Native.version();
    }

    MemorySegment pointer() {
        return pointer;
    }

    @Override
    public void close() {
        try {
            CLibrary.MODEL_DELETE.invokeExact(pointer);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }
}

package io.inferry.engine.tflite.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

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
     * Verifies a model.
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

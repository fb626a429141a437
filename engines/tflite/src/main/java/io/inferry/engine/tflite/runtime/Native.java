package io.inferry.engine.tflite.runtime;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.lang.foreign.MemorySegment;

/** What the calls of this package have in common. */
final class Native {
    /** {@code kTfLiteOk}. */
    static final int OK = 0;

    private Native() {}

    /** A downcall throws only when it was declared wrongly, or when the memory is exhausted. */
    static IllegalStateException bug(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(failure);
    }

    static boolean isNull(MemorySegment pointer) {
        return pointer.equals(MemorySegment.NULL);
    }

    /**
     * Starts the library.
     *
     * @return its version
     * @throws ServingException UNIMPLEMENTED when it does not load on this machine
     */
    static String version() {
        try {
            return text((MemorySegment) CLibrary.VERSION.invokeExact());
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            throw ServingException.of(
                    ErrorCode.UNIMPLEMENTED,
                    "TensorFlow Lite's library does not load on this machine: " + e.getCause(),
                    e);
        } catch (Throwable e) {
            throw bug(e);
        }
    }

    @SuppressWarnings("restricted") // a text that C ends with a zero
    static String text(MemorySegment pointer) {
        return isNull(pointer) ? "" : pointer.reinterpret(1 << 16).getString(0);
    }
}

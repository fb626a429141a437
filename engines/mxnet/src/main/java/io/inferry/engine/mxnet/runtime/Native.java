package io.inferry.engine.mxnet.runtime;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** What the calls of this package have in common. */
final class Native {
    private Native() {}

    /** A downcall throws only when it was declared wrongly, or when the memory is exhausted. */
    static IllegalStateException bug(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof ServingException told) {
            throw told;
        }
        return new IllegalStateException("MXNet's C library was called wrongly", failure);
    }

    /**
     * Checks a call's status.
     *
     * @throws RefusedException with the library's reason, which it keeps for the calling thread
     */
    static void check(int status) throws RefusedException {
        if (status != 0) {
            throw new RefusedException(lastError());
        }
    }

    /**
     * Starts the library. Older operators are there only after all have been asked for; without
     * that their graphs load and answer garbage.
     *
     * @return its version
     * @throws ServingException UNIMPLEMENTED when it does not load on this machine
     */
    static String version() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment names = arena.allocate(ValueLayout.ADDRESS);
            check((int) CLibrary.OPERATOR_NAMES.invokeExact(number, names));
            check((int) CLibrary.VERSION.invokeExact(number));
            int version = number.get(ValueLayout.JAVA_INT, 0);
            return "%d.%d.%d".formatted(version / 10_000, version / 100 % 100, version % 100);
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            if (e.getCause() instanceof ServingException told) {
                throw told;
            }
            throw ServingException.of(
                    ErrorCode.UNIMPLEMENTED,
                    "MXNet's library does not load on this machine: " + e.getCause(),
                    e);
        } catch (Throwable e) {
            throw bug(e);
        }
    }

    /** {@code count} texts that the library keeps. */
    static List<String> texts(int count, MemorySegment array) {
        MemorySegment pointers = sized(array, count * ValueLayout.ADDRESS.byteSize());
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text(pointers.getAtIndex(ValueLayout.ADDRESS, i)));
        }
        return texts;
    }

    /** The memory of so many bytes at an address that the library told. */
    @SuppressWarnings("restricted") // the library tells the size too
    static MemorySegment sized(MemorySegment address, long byteSize) {
        return address.reinterpret(byteSize);
    }

    @SuppressWarnings("restricted") // the library's texts end with a zero
    private static String text(MemorySegment address) {
        return address.reinterpret(Long.MAX_VALUE).getString(0);
    }

    private static String lastError() {
        try {
            return text((MemorySegment) CLibrary.LAST_ERROR.invokeExact());
        } catch (Throwable e) {
            throw bug(e);
        }
    }
}

package io.inferry.api.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * The C library's heap. glibc keeps what is freed in per-thread arenas, so a server that swaps
 * models grows although every model gave its memory back; {@code malloc_trim} returns it.
 */
public final class NativeHeap {
    private NativeHeap() {}

    /** Returns free pages to the system; does nothing where the C library has no such call. */
    @SuppressWarnings("restricted") // the descriptor is malloc_trim's
    public static void trim() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup()
                .find("malloc_trim")
                .map(address ->
                        linker.downcallHandle(
                                address,
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)))
                .ifPresent(malloc_trim -> {
                    try {
                        int _ = (int) malloc_trim.invokeExact(0L);
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}

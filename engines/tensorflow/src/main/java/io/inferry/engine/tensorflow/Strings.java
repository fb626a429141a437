package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/** The elements of a string tensor: {@code TF_TString} structures, each with bytes of its own. */
final class Strings {
    /** Bytes of one structure. */
    private static final long SLOT = 24;

    private static final MethodHandle INIT =
            CLibrary.function(
                    "TF_StringInit",
                    FunctionDescriptor.ofVoid(ADDRESS),
                    Linker.Option.critical(false));
    private static final MethodHandle COPY =
            CLibrary.function(
                    "TF_StringCopy",
                    FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_LONG),
                    Linker.Option.critical(true));
    private static final MethodHandle ADDRESS_OF =
            CLibrary.function(
                    "TF_StringGetDataPointer",
                    FunctionDescriptor.of(ADDRESS, ADDRESS),
                    Linker.Option.critical(false));
    private static final MethodHandle SIZE =
            CLibrary.function(
                    "TF_StringGetSize",
                    FunctionDescriptor.of(JAVA_LONG, ADDRESS),
                    Linker.Option.critical(false));
    private static final MethodHandle DEALLOC =
            CLibrary.function("TF_StringDealloc", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle MALLOC =
            CLibrary.systemFunction("malloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
    private static final MethodHandle FREE =
            CLibrary.systemFunction("free", FunctionDescriptor.ofVoid(ADDRESS));

    /**
     * What TensorFlow calls when nobody uses the tensor any more, which is later than the end of
     * the run when a variable of the model keeps it.
     */
    static final MemorySegment DEALLOCATOR =
            CLibrary.callback(
                    MethodHandles.lookup(),
                    "free",
                    FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, ADDRESS));

    private Strings() {}

    static long byteSize(long elements) {
        return Math.multiplyExact(elements, SLOT);
    }

    /** Memory with these elements, to be given back by {@link #DEALLOCATOR}. */
    static MemorySegment write(List<byte[]> elements) {
        long byteSize = byteSize(elements.size());
        try {
            MemorySegment slots = (MemorySegment) MALLOC.invokeExact(Math.max(byteSize, 1));
            if (slots.equals(MemorySegment.NULL)) {
                throw new OutOfMemoryError("no memory for " + elements.size() + " strings");
            }
            long at = slots.address();
            for (byte[] element : elements) {
                MemorySegment slot = MemorySegment.ofAddress(at);
                INIT.invokeExact(slot);
                COPY.invokeExact(slot, MemorySegment.ofArray(element), (long) element.length);
                at += SLOT;
            }
            return slots;
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    /** Copies of so many elements. */
    static List<byte[]> read(MemorySegment slots, long count) {
        List<byte[]> elements = new ArrayList<>(Math.toIntExact(count));
        try {
            for (long i = 0; i < count; i++) {
                MemorySegment slot = MemorySegment.ofAddress(slots.address() + i * SLOT);
                long size = (long) SIZE.invokeExact(slot);
                MemorySegment bytes = (MemorySegment) ADDRESS_OF.invokeExact(slot);
                elements.add(CLibrary.sized(bytes, size).toArray(JAVA_BYTE));
            }
            return elements;
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    /** Called by TensorFlow on whatever thread drops the last hold on a tensor. */
    @SuppressWarnings("unused")
    private static void free(MemorySegment slots, long byteSize, MemorySegment none) {
        try {
            for (long at = 0; at < byteSize; at += SLOT) {
                DEALLOC.invokeExact(MemorySegment.ofAddress(slots.address() + at));
            }
            FREE.invokeExact(slots);
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }
}

package io.inferry.engine.tflite.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Receives what the library would write to standard error. The library calls back on the thread
 * that called it, so one log belongs to whoever uses its interpreter.
 */
final class ErrorLog {
    private static final int LINE_BYTES_MAX = 1024;
    private static final int TEXT_MAX = 2000;
    private static final MethodHandle FORMAT = format();
    private static final MethodHandle REPORT = report();

    private final MemorySegment line;
    private final MemorySegment callback;
    private final StringBuilder text = new StringBuilder();

    /** A log that works until {@code arena} is closed. */
    @SuppressWarnings("restricted") // the descriptor is that of the header
    ErrorLog(Arena arena) {
        this.line = arena.allocate(LINE_BYTES_MAX);
        this.callback =
                Linker.nativeLinker()
                        .upcallStub(
                                REPORT.bindTo(this),
                                FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS),
                                arena);
    }

    /** What the library is to call. */
    MemorySegment callback() {
        return callback;
    }

    /** What was said since the last time, on one line, and forgets it. */
    String take() {
        String said = text.toString().replaceAll("\\s+", " ").strip();
        text.setLength(0);
        return said;
    }

    void clear() {
        text.setLength(0);
    }

    /**
     * {@code void (*)(void* user_data, const char* format, va_list args)}. A {@code va_list} is
     * handed over as one pointer by every calling convention that the library is built for, so it
     * is passed on as such.
     */
    void report(MemorySegment userData, MemorySegment format, MemorySegment arguments) {
        try {
            int _ = (int) FORMAT.invokeExact(line, (long) LINE_BYTES_MAX, format, arguments);
            if (text.length() < TEXT_MAX) {
                text.append(line.getString(0)).append(' ');
            }
        } catch (Throwable e) {
            // Thrown into the library it would end the process; the call's status tells the rest.
            text.setLength(0);
        }
    }

    @SuppressWarnings("restricted") // the descriptor is vsnprintf's
    private static MethodHandle format() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("vsnprintf"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
    }

    private static MethodHandle report() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(
                            ErrorLog.class,
                            "report",
                            MethodType.methodType(
                                    void.class,
                                    MemorySegment.class,
                                    MemorySegment.class,
                                    MemorySegment.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

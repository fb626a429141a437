package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Where TensorFlow says how a call went. Used by one thread at a time. */
final class Status implements AutoCloseable {
    private static final MethodHandle NEW =
            CLibrary.function("TF_NewStatus", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle DELETE =
            CLibrary.function("TF_DeleteStatus", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle CODE =
            CLibrary.function(
                    "TF_GetCode",
                    FunctionDescriptor.of(JAVA_INT, ADDRESS),
                    Linker.Option.critical(false));
    private static final MethodHandle MESSAGE =
            CLibrary.function("TF_Message", FunctionDescriptor.of(ADDRESS, ADDRESS));

    private final MemorySegment handle;

    Status() {
        try {
            handle = (MemorySegment) NEW.invokeExact();
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    MemorySegment handle() {
        return handle;
    }

    /** Goes on when the last call went well. */
    void check() throws TensorFlowException {
        try {
            int code = (int) CODE.invokeExact(handle);
            if (code != StatusCode.OK.number()) {
                String text = CLibrary.text((MemorySegment) MESSAGE.invokeExact(handle));
                throw new TensorFlowException(StatusCode.of(code), text);
            }
        } catch (TensorFlowException e) {
            throw e;
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    @Override
    public void close() {
        try {
            DELETE.invokeExact(handle);
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }
}

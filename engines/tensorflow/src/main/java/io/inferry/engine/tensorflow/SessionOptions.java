package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.tensorflow.proto.ConfigProto;

/** {@code TF_SessionOptions}: needed only while a session is made. */
final class SessionOptions implements AutoCloseable {
    private static final MethodHandle NEW =
            CLibrary.function("TF_NewSessionOptions", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle DELETE =
            CLibrary.function("TF_DeleteSessionOptions", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle SET_CONFIG =
            CLibrary.function(
                    "TF_SetConfig",
                    FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));

    private final MemorySegment handle;

    SessionOptions(ConfigProto config) throws TensorFlowException {
        try (Arena arena = Arena.ofConfined();
                Status status = new Status()) {
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, config.toByteArray());
            handle = (MemorySegment) NEW.invokeExact();
            SET_CONFIG.invokeExact(handle, bytes, bytes.byteSize(), status.handle());
            status.check();
        } catch (TensorFlowException e) {
            throw e;
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    MemorySegment handle() {
        return handle;
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

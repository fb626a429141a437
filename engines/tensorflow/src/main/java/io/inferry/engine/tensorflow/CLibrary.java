package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * TensorFlow's C library. The functions' handles are constants of the classes that call them, so
 * that a call costs some nanoseconds; the library itself is opened by the first of them.
 */
final class CLibrary {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup TENSORFLOW = NativeFiles.open();
    private static final MethodHandle VERSION =
            function("TF_Version", FunctionDescriptor.of(ADDRESS));

    private CLibrary() {}

    /** TensorFlow's version. */
    static String version() {
        try {
            return text((MemorySegment) VERSION.invokeExact());
        } catch (Throwable e) {
            throw bug(e);
        }
    }

    /** A function of TensorFlow's. */
    static MethodHandle function(
            String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return handle(TENSORFLOW, name, descriptor, options);
    }

    /** A function of the C library that the JVM itself uses. */
    static MethodHandle systemFunction(String name, FunctionDescriptor descriptor) {
        return handle(LINKER.defaultLookup(), name, descriptor);
    }

    @SuppressWarnings("restricted") // the descriptors are those of TensorFlow's c_api.h
    private static MethodHandle handle(
            SymbolLookup library,
            String name,
            FunctionDescriptor descriptor,
            Linker.Option... options) {
        return LINKER.downcallHandle(library.findOrThrow(name), descriptor, options);
    }

    /** A static method of {@code owner}'s that native code can call, for as long as it runs. */
    @SuppressWarnings("restricted") // as above
    static MemorySegment callback(
            MethodHandles.Lookup owner, String method, FunctionDescriptor descriptor) {
        MethodType type = descriptor.toMethodType();
        try {
            MethodHandle target = owner.findStatic(owner.lookupClass(), method, type);
            return LINKER.upcallStub(target, descriptor, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The characters up to the first zero. */
    @SuppressWarnings("restricted") // TensorFlow's texts end with a zero
    static String text(MemorySegment address) {
        return address.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** The memory of so many bytes at an address that TensorFlow told. */
    @SuppressWarnings("restricted") // TensorFlow tells the size too
    static MemorySegment sized(MemorySegment address, long byteSize) {
        return address.reinterpret(byteSize);
    }

    /** What a call that cannot fail has thrown. */
    static IllegalStateException bug(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("TensorFlow's C library was called wrongly", e);
    }
}

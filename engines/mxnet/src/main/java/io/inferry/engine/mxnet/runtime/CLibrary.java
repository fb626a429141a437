package io.inferry.engine.mxnet.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The C functions (mxnet/c_api.h of 1.9), each as a constant, which is what the JVM needs to call
 * them without detours. All but one give a status.
 */
final class CLibrary {
    private static final SymbolLookup LIBRARY = NativeFiles.open();

    static final MethodHandle LAST_ERROR = handle("MXGetLastError", FunctionDescriptor.of(ADDRESS));
    static final MethodHandle VERSION = function("MXGetVersion", ADDRESS);
    static final MethodHandle OPERATOR_NAMES = function("MXListAllOpNames", ADDRESS, ADDRESS);
    static final MethodHandle SET_THREADS = function("MXSetNumOMPThreads", JAVA_INT);

    static final MethodHandle SYMBOL_OF_JSON = function("MXSymbolCreateFromJSON", ADDRESS, ADDRESS);
    static final MethodHandle SYMBOL_FREE = function("MXSymbolFree", ADDRESS);
    static final MethodHandle SYMBOL_ARGUMENTS =
            function("MXSymbolListArguments", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle SYMBOL_AUXILIARY =
            function("MXSymbolListAuxiliaryStates", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle SYMBOL_OUTPUTS =
            function("MXSymbolListOutputs", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle SYMBOL_INTERNALS = function("MXSymbolGetInternals", ADDRESS, ADDRESS);
    static final MethodHandle SYMBOL_INFER_SHAPE =
            function(
                    "MXSymbolInferShapeEx",
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS);
    static final MethodHandle SYMBOL_INFER_TYPE =
            function(
                    "MXSymbolInferType",
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS);

    static final MethodHandle ARRAY_CREATE =
            function(
                    "MXNDArrayCreateEx",
                    ADDRESS,
                    JAVA_INT,
                    JAVA_INT,
                    JAVA_INT,
                    JAVA_INT,
                    JAVA_INT,
                    ADDRESS);
    static final MethodHandle ARRAY_FREE = function("MXNDArrayFree", ADDRESS);
    static final MethodHandle ARRAY_DATA = function("MXNDArrayGetData", ADDRESS, ADDRESS);
    static final MethodHandle ARRAY_SHAPE =
            function("MXNDArrayGetShapeEx", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle ARRAY_TYPE = function("MXNDArrayGetDType", ADDRESS, ADDRESS);
    static final MethodHandle ARRAY_FILL =
            function("MXNDArraySyncCopyFromCPU", ADDRESS, ADDRESS, JAVA_LONG);

    static final MethodHandle EXECUTOR_BIND =
            function(
                    "MXExecutorBindEX",
                    ADDRESS,
                    JAVA_INT,
                    JAVA_INT,
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS);
    static final MethodHandle EXECUTOR_FREE = function("MXExecutorFree", ADDRESS);
    static final MethodHandle EXECUTOR_FORWARD = function("MXExecutorForward", ADDRESS, JAVA_INT);
    static final MethodHandle EXECUTOR_OUTPUTS =
            function("MXExecutorOutputs", ADDRESS, ADDRESS, ADDRESS);

    private CLibrary() {}

    private static MethodHandle function(String name, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    @SuppressWarnings("restricted") // the descriptors are those of the header
    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(LIBRARY.findOrThrow(name), descriptor);
    }
}

package io.inferry.engine.tflite.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The C functions (tensorflow/lite/core/c/c_api.h, common.h), each as a constant, which is what the
 * JVM needs to call them without detours. Getters are called as "critical": they return at once and
 * call nothing.
 */
final class CLibrary {
    private static final SymbolLookup LIBRARY = NativeLibrary.open();

    static final MethodHandle VERSION = getter("TfLiteVersion", FunctionDescriptor.of(ADDRESS));
    static final MethodHandle MODEL_CREATE =
            function(
                    "TfLiteModelCreateWithErrorReporter",
                    ADDRESS,
                    ADDRESS,
                    JAVA_LONG,
                    ADDRESS,
                    ADDRESS);

    /**
     * {@code bool tflite::Verify(const void*, size_t, ErrorReporter*)} of
     * tensorflow/lite/core/tools /verifier.h, the one C++ function used here: no C function checks
     * as much.
     */
    static final Optional<MethodHandle> VERIFY =
            optional(
                    "_ZN6tflite6VerifyEPKvmPNS_13ErrorReporterE",
                    FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_LONG, ADDRESS));

    static final MethodHandle MODEL_DELETE = action("TfLiteModelDelete", ADDRESS);
    static final MethodHandle OPTIONS_CREATE = function("TfLiteInterpreterOptionsCreate", ADDRESS);
    static final MethodHandle OPTIONS_DELETE = action("TfLiteInterpreterOptionsDelete", ADDRESS);
    static final MethodHandle OPTIONS_SET_THREADS =
            action("TfLiteInterpreterOptionsSetNumThreads", ADDRESS, JAVA_INT);
    static final MethodHandle OPTIONS_SET_REPORTER =
            action("TfLiteInterpreterOptionsSetErrorReporter", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle CREATE =
            function("TfLiteInterpreterCreate", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle DELETE = action("TfLiteInterpreterDelete", ADDRESS);
    static final MethodHandle RESIZE =
            function(
                    "TfLiteInterpreterResizeInputTensor",
                    JAVA_INT,
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    JAVA_INT);
    static final MethodHandle ALLOCATE =
            function("TfLiteInterpreterAllocateTensors", JAVA_INT, ADDRESS);
    static final MethodHandle INVOKE = function("TfLiteInterpreterInvoke", JAVA_INT, ADDRESS);
    static final MethodHandle INPUT =
            function("TfLiteInterpreterGetInputTensor", ADDRESS, ADDRESS, JAVA_INT);
    static final MethodHandle OUTPUT =
            function("TfLiteInterpreterGetOutputTensor", ADDRESS, ADDRESS, JAVA_INT);

    static final MethodHandle SIGNATURE =
            function("TfLiteInterpreterGetSignatureRunner", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle SIGNATURE_DELETE = action("TfLiteSignatureRunnerDelete", ADDRESS);
    static final MethodHandle SIGNATURE_RESIZE =
            function(
                    "TfLiteSignatureRunnerResizeInputTensor",
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    JAVA_INT);
    static final MethodHandle SIGNATURE_ALLOCATE =
            function("TfLiteSignatureRunnerAllocateTensors", JAVA_INT, ADDRESS);
    static final MethodHandle SIGNATURE_INVOKE =
            function("TfLiteSignatureRunnerInvoke", JAVA_INT, ADDRESS);
    static final MethodHandle SIGNATURE_INPUT =
            function("TfLiteSignatureRunnerGetInputTensor", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle SIGNATURE_OUTPUT =
            function("TfLiteSignatureRunnerGetOutputTensor", ADDRESS, ADDRESS, ADDRESS);

    static final MethodHandle TENSOR_DATA =
            getter("TfLiteTensorData", FunctionDescriptor.of(ADDRESS, ADDRESS));
    static final MethodHandle TENSOR_BYTES =
            getter("TfLiteTensorByteSize", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    static final MethodHandle TENSOR_RANK =
            getter("TfLiteTensorNumDims", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static final MethodHandle TENSOR_DIM =
            getter("TfLiteTensorDim", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    static final MethodHandle TENSOR_RESIZE_BYTES =
            function("TfLiteTensorRealloc", JAVA_INT, JAVA_LONG, ADDRESS);

    private CLibrary() {}

    private static MethodHandle function(
            String name, MemoryLayout result, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.of(result, parameters));
    }

    private static MethodHandle action(String name, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.ofVoid(parameters));
    }

    private static MethodHandle getter(String name, FunctionDescriptor descriptor) {
        return handle(name, descriptor, Linker.Option.critical(false));
    }

    private static Optional<MethodHandle> optional(String name, FunctionDescriptor descriptor) {
        return LIBRARY.find(name).map(_ -> handle(name, descriptor));
    }

    @SuppressWarnings("restricted") // the descriptors are those of the headers
    private static MethodHandle handle(
            String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(LIBRARY.findOrThrow(name), descriptor, options);
    }
}

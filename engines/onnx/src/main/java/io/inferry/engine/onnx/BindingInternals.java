package io.inferry.engine.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.TensorInfo.OnnxTensorType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Two things that ONNX Runtime does but its Java binding keeps private: tensors of UINT16, UINT32
 * and UINT64 (the public methods map them to the signed types, which the runtime then refuses), and
 * a view of an output's memory (the public methods copy it to the heap first). All reaching into
 * the binding is here; where it finds something else than in 1.29, {@link #open} answers nothing
 * and the engine does without.
 */
final class BindingInternals {
    private final MethodHandle createFromBuffer;
    private final MethodHandle newTensor;
    private final MethodHandle newInfo;
    private final MethodHandle view;
    private final long api;
    private final long allocator;

    private BindingInternals(OrtEnvironment environment) throws ReflectiveOperationException {
        var lookup = MethodHandles.privateLookupIn(OnnxTensor.class, MethodHandles.lookup());
        Class<?> allocatorType = lookup.findClass("ai.onnxruntime.OrtAllocator");
        Class<?> runtime = lookup.findClass("ai.onnxruntime.OnnxRuntime");
        createFromBuffer =
                lookup.findStatic(
                        OnnxTensor.class,
                        "createTensorFromBuffer",
                        MethodType.methodType(
                                long.class,
                                long.class,
                                long.class,
                                Buffer.class,
                                int.class,
                                long.class,
                                long[].class,
                                int.class));
        newTensor =
                lookup.findConstructor(
                        OnnxTensor.class,
                        MethodType.methodType(
                                void.class,
                                long.class,
                                long.class,
                                TensorInfo.class,
                                Buffer.class,
                                boolean.class));
        newInfo =
                lookup.findConstructor(
                        TensorInfo.class,
                        MethodType.methodType(
                                void.class,
                                long[].class,
                                OnnxJavaType.class,
                                OnnxTensorType.class));
        view =
                lookup.findVirtual(
                        OnnxTensor.class, "getBuffer", MethodType.methodType(ByteBuffer.class));
        try {
            api = (long) lookup.findStaticGetter(runtime, "ortApiHandle", long.class).invoke();
            Object defaultAllocator =
                    lookup.findGetter(OrtEnvironment.class, "defaultAllocator", allocatorType)
                            .invoke(environment);
            allocator =
                    (long)
                            lookup.findGetter(allocatorType, "handle", long.class)
                                    .invoke(defaultAllocator);
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }

    static Optional<BindingInternals> open(OrtEnvironment environment) {
        try {
            return Optional.of(new BindingInternals(environment));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /**
     * A tensor over direct memory, which has to stay open as long as the tensor.
     *
     * @param type as the runtime knows it
     */
    OnnxTensor tensor(ByteBuffer memory, long[] shape, OnnxTensorType type) throws OrtException {
        try {
            var info = (TensorInfo) newInfo.invokeExact(shape, javaType(type), type);
            long handle =
                    (long)
                            createFromBuffer.invokeExact(
                                    api,
                                    allocator,
                                    (Buffer) memory,
                                    memory.position(),
                                    (long) memory.remaining(),
                                    shape,
                                    type.value);
            return (OnnxTensor)
                    newTensor.invokeExact(handle, allocator, info, (Buffer) memory, false);
        } catch (OrtException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The memory of an output, valid until the output is closed. */
    ByteBuffer view(OnnxTensor tensor) {
        try {
            return (ByteBuffer) view.invokeExact(tensor);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static OnnxJavaType javaType(OnnxTensorType type) {
        return OnnxJavaType.mapFromOnnxTensorType(type);
    }
}

package io.inferry.engine.opencv.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/**
 * The native methods of OpenCV's Java classes. Those classes themselves give native memory back
 * only when the garbage collector finalizes them, a model perhaps never, and every request would
 * leave some to finalize; so their native methods, which are private, are called directly. The
 * names are those of the version that this module is built with.
 */
final class Calls {
    static final MethodHandle CAFFE =
            call(Dnn.class, "readNetFromCaffe_2", long.class, long.class, long.class);
    static final MethodHandle DARKNET =
            call(Dnn.class, "readNetFromDarknet_2", long.class, long.class, long.class);

    static final MethodHandle NET_DELETE = call(Net.class, "delete", void.class, long.class);
    static final MethodHandle NET_BACKEND =
            call(Net.class, "setPreferableBackend_0", void.class, long.class, int.class);
    static final MethodHandle NET_TARGET =
            call(Net.class, "setPreferableTarget_0", void.class, long.class, int.class);
    static final MethodHandle NET_OUTPUTS =
            call(Net.class, "getUnconnectedOutLayersNames_0", List.class, long.class);
    static final MethodHandle NET_MEMORY =
            call(
                    Net.class,
                    "getMemoryConsumption_0",
                    void.class,
                    long.class,
                    long.class,
                    double[].class,
                    double[].class);
    static final MethodHandle NET_SET_INPUT =
            call(Net.class, "setInput_2", void.class, long.class, long.class, String.class);
    static final MethodHandle NET_FORWARD =
            call(Net.class, "forward_0", long.class, long.class, String.class);
    static final MethodHandle NET_FORWARD_ALL =
            call(Net.class, "forward_4", void.class, long.class, long.class, List.class);

    static final MethodHandle MAT_EMPTY = call(Mat.class, "n_Mat", long.class);
    static final MethodHandle MAT_OVER =
            call(Mat.class, "n_Mat", long.class, int.class, int.class, int.class, ByteBuffer.class);
    static final MethodHandle MAT_RESHAPE =
            call(
                    Mat.class,
                    "n_reshape_1",
                    long.class,
                    long.class,
                    int.class,
                    int.class,
                    int[].class);
    static final MethodHandle MAT_DELETE = call(Mat.class, "n_delete", void.class, long.class);
    static final MethodHandle MAT_TYPE = call(Mat.class, "n_type", int.class, long.class);
    static final MethodHandle MAT_DIMS = call(Mat.class, "n_dims", int.class, long.class);
    static final MethodHandle MAT_SIZE =
            call(Mat.class, "n_size_i", int.class, long.class, int.class);
    static final MethodHandle MAT_ADDRESS = call(Mat.class, "n_dataAddr", long.class, long.class);
    static final MethodHandle MAT_IS_CONTINUOUS =
            call(Mat.class, "n_isContinuous", boolean.class, long.class);

    private Calls() {}

    private static MethodHandle call(
            Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .findStatic(owner, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("OpenCV's Java classes are of another version", e);
        }
    }

    /**
     * What a call threw: the library's refusal, or our own mistake.
     *
     * @return the refusal
     */
    static RefusedException refused(Throwable failure) {
        return switch (failure) {
            case RefusedException known -> known;
            case Error error -> throw error;
            default -> new RefusedException(String.valueOf(failure.getMessage()));
        };
    }
}

package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.inferry.api.tensor.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** {@code TF_Tensor}: its functions by their names, with addresses for handles. */
final class NativeTensors {
    private static final MethodHandle ALLOCATE =
            CLibrary.function(
                    "TF_AllocateTensor",
                    FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG));
    private static final MethodHandle NEW =
            CLibrary.function(
                    "TF_NewTensor",
                    FunctionDescriptor.of(
                            ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS,
                            ADDRESS));
    private static final MethodHandle DELETE =
            CLibrary.function("TF_DeleteTensor", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle FROM_PROTO =
            CLibrary.function(
                    "TF_TensorFromProto", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle MEMORY = query("TF_TensorData", ADDRESS);
    private static final MethodHandle BYTE_SIZE = query("TF_TensorByteSize", JAVA_LONG);
    private static final MethodHandle TYPE = query("TF_TensorType", JAVA_INT);
    private static final MethodHandle RANK = query("TF_NumDims", JAVA_INT);
    private static final MethodHandle DIM =
            CLibrary.function(
                    "TF_Dim",
                    FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT),
                    Linker.Option.critical(false));

    private NativeTensors() {}

    private static MethodHandle query(String name, MemoryLayout answer) {
        return CLibrary.function(
                name, FunctionDescriptor.of(answer, ADDRESS), Linker.Option.critical(false));
    }

    /** A tensor with unset elements; {@code NULL} when there is no memory. */
    static MemorySegment allocate(int type, MemorySegment dims, int rank, long byteSize) {
        try {
            return (MemorySegment) ALLOCATE.invokeExact(type, dims, rank, byteSize);
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    /** A tensor over the slots of {@link Strings#write}, which it then owns. */
    static MemorySegment ofStrings(
            MemorySegment slots, long byteSize, MemorySegment dims, int rank) {
        try {
            int type = DataTypes.number(DataType.STRING);
            return (MemorySegment)
                    NEW.invokeExact(
                            type,
                            dims,
                            rank,
                            slots,
                            byteSize,
                            Strings.DEALLOCATOR,
                            MemorySegment.NULL);
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    /** A tensor of the value that a {@code TensorProto} holds. */
    static MemorySegment ofProto(byte[] proto) throws TensorFlowException {
        MemorySegment tensor =
                allocate(DataTypes.number(DataType.FLOAT32), MemorySegment.NULL, 0, Float.BYTES);
        try (Arena arena = Arena.ofConfined();
                Status status = new Status()) {
            MemorySegment buffer = Buffers.of(arena, proto);
            FROM_PROTO.invokeExact(buffer, tensor, status.handle());
            status.check();
            return tensor;
        } catch (TensorFlowException e) {
            delete(tensor);
            throw e;
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    static void delete(MemorySegment tensor) {
        try {
            DELETE.invokeExact(tensor);
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    /** The elements as they lie in TensorFlow's memory. */
    static MemorySegment memory(MemorySegment tensor, long byteSize) {
        try {
            return CLibrary.sized((MemorySegment) MEMORY.invokeExact(tensor), byteSize);
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    static long byteSize(MemorySegment tensor) {
        try {
            return (long) BYTE_SIZE.invokeExact(tensor);
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    static int type(MemorySegment tensor) {
        try {
            return (int) TYPE.invokeExact(tensor);
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    static long[] dims(MemorySegment tensor) {
        try {
            long[] dims = new long[(int) RANK.invokeExact(tensor)];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = (long) DIM.invokeExact(tensor, i);
            }
            return dims;
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }
}

package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.inferry.api.tensor.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** A graph inside TensorFlow, {@code TF_Graph}. Read by many threads, changed by none. */
final class NativeGraph implements AutoCloseable {
    private static final MethodHandle NEW =
            CLibrary.function("TF_NewGraph", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle DELETE =
            CLibrary.function("TF_DeleteGraph", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle NEW_IMPORT =
            CLibrary.function("TF_NewImportGraphDefOptions", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle DELETE_IMPORT =
            CLibrary.function("TF_DeleteImportGraphDefOptions", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle IMPORT =
            CLibrary.function(
                    "TF_GraphImportGraphDef",
                    FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle OPERATION =
            CLibrary.function(
                    "TF_GraphOperationByName", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle OUTPUTS =
            CLibrary.function("TF_OperationNumOutputs", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle TYPE =
            CLibrary.function(
                    "TF_OperationOutputType", FunctionDescriptor.of(JAVA_INT, Endpoint.LAYOUT));
    private static final MethodHandle RANK =
            CLibrary.function(
                    "TF_GraphGetTensorNumDims",
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, Endpoint.LAYOUT, ADDRESS));
    private static final MethodHandle DIMS =
            CLibrary.function(
                    "TF_GraphGetTensorShape",
                    FunctionDescriptor.ofVoid(
                            ADDRESS, Endpoint.LAYOUT, ADDRESS, JAVA_INT, ADDRESS));

    private final MemorySegment handle;

    /** An empty graph. */
    NativeGraph() {
        try {
            handle = (MemorySegment) NEW.invokeExact();
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    MemorySegment handle() {
        return handle;
    }

    /** Adds the nodes of a serialized {@code GraphDef}. */
    void importGraphDef(MemorySegment graphDef) throws TensorFlowException {
        try (Arena arena = Arena.ofConfined();
                Status status = new Status()) {
            MemorySegment options = (MemorySegment) NEW_IMPORT.invokeExact();
            IMPORT.invokeExact(handle, Buffers.of(arena, graphDef), options, status.handle());
            DELETE_IMPORT.invokeExact(options);
            status.check();
        } catch (TensorFlowException e) {
            throw e;
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    /** How many outputs an operation has; 0 when there is no such operation. */
    int outputs(String operation) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment found = operation(arena, operation);
            return found.equals(MemorySegment.NULL) ? 0 : (int) OUTPUTS.invokeExact(found);
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    /**
     * What a name like {@code dense/BiasAdd:0} stands for; nothing when the graph has no such
     * tensor.
     */
    Optional<Endpoint> endpoint(String tensor) {
        int colon = tensor.lastIndexOf(':');
        String name = colon < 0 ? tensor : tensor.substring(0, colon);
        try (Arena arena = Arena.ofConfined()) {
            int index = colon < 0 ? 0 : Integer.parseInt(tensor.substring(colon + 1));
            MemorySegment found = operation(arena, name);
            if (found.equals(MemorySegment.NULL)
                    || index < 0
                    || index >= (int) OUTPUTS.invokeExact(found)) {
                return Optional.empty();
            }
            return Optional.of(new Endpoint(found, index));
        } catch (NumberFormatException e) {
            return Optional.empty();
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    private MemorySegment operation(Arena arena, String name) throws Throwable {
        return (MemorySegment) OPERATION.invokeExact(handle, arena.allocateFrom(name));
    }

    /** The number of an endpoint's element type. */
    int type(Endpoint endpoint) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) TYPE.invokeExact(endpoint.in(arena));
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    /** What TensorFlow can tell of an endpoint's shape without running. */
    Shape shape(Endpoint endpoint) throws TensorFlowException {
        try (Arena arena = Arena.ofConfined();
                Status status = new Status()) {
            int rank = (int) RANK.invokeExact(handle, endpoint.in(arena), status.handle());
            status.check();
            if (rank < 0) {
                return Shape.ANY;
            }
            MemorySegment dims = arena.allocate(JAVA_LONG, Math.max(rank, 1));
            DIMS.invokeExact(handle, endpoint.in(arena), dims, rank, status.handle());
            status.check();
            return Shape.of(dims.asSlice(0, (long) rank * Long.BYTES).toArray(JAVA_LONG));
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

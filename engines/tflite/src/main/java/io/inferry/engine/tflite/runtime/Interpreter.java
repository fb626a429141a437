package io.inferry.engine.tflite.runtime;

import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.tflite.file.Entrance;
import io.inferry.engine.tflite.file.Way;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One interpreter: it keeps tensors between calls, so one thread uses it at a time. It remembers
 * for which shapes memory was planned and plans anew only when they change.
 */
public final class Interpreter implements AutoCloseable {
    private static final int RANK_MAX = 64;

    private final Arena arena = Arena.ofShared();
    private final ErrorLog log = new ErrorLog(arena);
    private final MemorySegment dims = arena.allocate(ValueLayout.JAVA_INT, RANK_MAX);
    private final MemorySegment pointer;
    private @Nullable Port plannedFor;
    private List<Shape> plannedShapes = List.of();

    /**
     * Makes an interpreter.
     *
     * @param threads for one operator
     * @throws RefusedException when the library does not know an operator
     */
    public Interpreter(NativeModel model, int threads) throws RefusedException {
        this.pointer = create(model, threads);
        if (Native.isNull(pointer)) {
            String said = log.take();
            arena.close();
            throw new RefusedException(said);
        }
    }

    /** A way in, to be closed before the interpreter. */
    public Port port(Entrance entrance) throws RefusedException {
        Port port = open(entrance);
        for (int i = 0; i < entrance.signature().inputs().size(); i++) {
            requirePresent(port.input(i));
        }
        for (int i = 0; i < entrance.signature().outputs().size(); i++) {
            requirePresent(port.output(i));
        }
        return port;
    }

    private static void requirePresent(NativeTensor tensor) throws RefusedException {
        if (Native.isNull(tensor.pointer())) {
            throw new RefusedException("a signature names a tensor that the graph does not have");
        }
    }

    private Port open(Entrance entrance) throws RefusedException {
        return switch (entrance.way()) {
            case Way.FirstGraph graph ->
                    new FirstGraphPort(
                            pointer, new Places(graph.inputs()), new Places(graph.outputs()));
            case Way.Keyed keyed ->
                    new SignaturePort(
                            runner(keyed.key()),
                            names(entrance.signature().inputs()),
                            names(entrance.signature().outputs()));
        };
    }

    /**
     * Plans memory for inputs of these shapes, unless it is planned already.
     *
     * @throws RefusedException when the graph does not take them
     */
    public void plan(Port port, List<Shape> shapes) throws RefusedException {
        if (port.equals(plannedFor) && shapes.equals(plannedShapes)) {
            return;
        }
        plannedFor = null;
        log.clear();
        for (int i = 0; i < shapes.size(); i++) {
            resize(port, i, shapes.get(i));
        }
        check(port.allocate());
        plannedFor = port;
        plannedShapes = List.copyOf(shapes);
    }

    /** Plans memory for the shapes that the file has. */
    public void planAsDeclared(Port port) throws RefusedException {
        plannedFor = null;
        log.clear();
        check(port.allocate());
    }

    /**
     * Runs what the inputs hold.
     *
     * @throws RefusedException when an operator fails
     */
    public void invoke(Port port) throws RefusedException {
        log.clear();
        int status = port.invoke();
        if (status != Native.OK) {
            // What a failed run leaves behind is not to be trusted.
            plannedFor = null;
            check(status);
        }
    }

    private void resize(Port port, int input, Shape shape) throws RefusedException {
        int rank = shape.rank();
        if (rank > RANK_MAX) {
            throw new RefusedException(
                    "a shape of %d dimensions, at most %d are possible".formatted(rank, RANK_MAX));
        }
        for (int i = 0; i < rank; i++) {
            if (shape.dim(i) > Integer.MAX_VALUE) {
                throw new RefusedException("the shape " + shape + " is too large");
            }
            dims.setAtIndex(ValueLayout.JAVA_INT, i, (int) shape.dim(i));
        }
        check(port.resize(input, dims, rank));
    }

    private void check(int status) throws RefusedException {
        if (status != Native.OK) {
            throw new RefusedException(log.take());
        }
    }

    private MemorySegment create(NativeModel model, int threads) {
        try {
            MemorySegment options = (MemorySegment) CLibrary.OPTIONS_CREATE.invokeExact();
            try {
                CLibrary.OPTIONS_SET_THREADS.invokeExact(options, threads);
                CLibrary.OPTIONS_SET_REPORTER.invokeExact(
                        options, log.callback(), MemorySegment.NULL);
                return (MemorySegment) CLibrary.CREATE.invokeExact(model.pointer(), options);
            } finally {
                CLibrary.OPTIONS_DELETE.invokeExact(options);
            }
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    private MemorySegment runner(String key) throws RefusedException {
        MemorySegment runner;
        try {
            runner =
                    (MemorySegment)
                            CLibrary.SIGNATURE.invokeExact(pointer, arena.allocateFrom(key));
        } catch (Throwable e) {
            throw Native.bug(e);
        }
        if (Native.isNull(runner)) {
            throw new RefusedException(log.take());
        }
        return runner;
    }

    private List<MemorySegment> names(List<TensorSpec> specs) {
        return specs.stream().map(spec -> arena.allocateFrom(spec.name())).toList();
    }

    @Override
    public void close() {
        try {
            CLibrary.DELETE.invokeExact(pointer);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
        arena.close();
    }
}

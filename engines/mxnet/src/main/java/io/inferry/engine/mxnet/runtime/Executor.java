package io.inferry.engine.mxnet.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph bound to arrays of certain shapes; used by one thread at a time. It takes its scratch
 * memory from the thread that binds it, see {@link Carrier}.
 */
public final class Executor implements AutoCloseable {
    private static final int INFERENCE = 0;

    private final MemorySegment handle;
    private final List<NativeArray> outputs;

    private Executor(MemorySegment handle, List<NativeArray> outputs) {
        this.handle = handle;
        this.outputs = outputs;
    }

    /**
     * Binds a graph.
     *
     * @param arguments in the symbol's order; they have to outlive the executor
     * @param auxiliary likewise
     * @throws RefusedException when their shapes or dtypes do not fit
     */
    public static Executor bind(
            Symbol symbol, List<NativeArray> arguments, List<NativeArray> auxiliary)
            throws RefusedException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment gradients = arena.allocate(ADDRESS, Math.max(1, arguments.size()));
            MemorySegment requests = arena.allocate(JAVA_INT, Math.max(1, arguments.size()));
            MemorySegment out = arena.allocate(ADDRESS);
            Native.check(
                    (int)
                            CLibrary.EXECUTOR_BIND.invokeExact(
                                    symbol.handle(),
                                    NativeArray.CPU,
                                    0,
                                    0,
                                    MemorySegment.NULL,
                                    MemorySegment.NULL,
                                    MemorySegment.NULL,
                                    arguments.size(),
                                    handles(arena, arguments),
                                    gradients,
                                    requests,
                                    auxiliary.size(),
                                    handles(arena, auxiliary),
                                    MemorySegment.NULL,
                                    out));
            return opened(out.get(ADDRESS, 0), arena);
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    private static Executor opened(MemorySegment handle, Arena arena) throws Throwable {
        MemorySegment count = arena.allocate(JAVA_INT);
        MemorySegment array = arena.allocate(ADDRESS);
        Native.check((int) CLibrary.EXECUTOR_OUTPUTS.invokeExact(handle, count, array));
        int size = count.get(JAVA_INT, 0);
        MemorySegment pointers = Native.sized(array.get(ADDRESS, 0), size * ADDRESS.byteSize());
        List<NativeArray> outputs = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            outputs.add(new NativeArray(pointers.getAtIndex(ADDRESS, i)));
        }
        return new Executor(handle, List.copyOf(outputs));
    }

    /**
     * Runs what the arguments hold, in the calling thread and {@code threads - 1} others.
     *
     * @throws RefusedException when an operator fails
     */
    public void forward(int threads) throws RefusedException {
        try {
            Native.check((int) CLibrary.SET_THREADS.invokeExact(threads));
            Native.check((int) CLibrary.EXECUTOR_FORWARD.invokeExact(handle, INFERENCE));
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /** The arrays that a run fills, in the symbol's order. */
    public List<NativeArray> outputs() {
        return outputs;
    }

    private static MemorySegment handles(Arena arena, List<NativeArray> arrays) {
        MemorySegment handles = arena.allocate(ADDRESS, Math.max(1, arrays.size()));
        for (int i = 0; i < arrays.size(); i++) {
            handles.setAtIndex(ADDRESS, i, arrays.get(i).handle());
        }
        return handles;
    }

    @Override
    public void close() {
        outputs.forEach(NativeArray::close);
        try {
            int _ = (int) CLibrary.EXECUTOR_FREE.invokeExact(handle);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }
}

package io.inferry.engine.mxnet.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.mxnet.file.ElementTypes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A graph. Nothing changes it, so all threads may use it; the calls here are for loads. */
public final class Symbol implements AutoCloseable {
    private final MemorySegment handle;

    private Symbol(MemorySegment handle) {
        this.handle = handle;
    }

    /**
     * Reads a graph that was checked.
     *
     * @throws RefusedException with the library's reason
     */
    public static Symbol of(String json) throws RefusedException {
        String _ = Native.version();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            Native.check((int) CLibrary.SYMBOL_OF_JSON.invokeExact(arena.allocateFrom(json), out));
            return new Symbol(out.get(ADDRESS, 0));
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /** The library's version. */
    public static String libraryVersion() {
        return Native.version();
    }

    /** Whether the library is there at all. */
    public static boolean isLibraryPresent() {
        return NativeFiles.arePresent();
    }

    /** Inputs and weights. */
    public List<String> arguments() throws RefusedException {
        return names(CLibrary.SYMBOL_ARGUMENTS);
    }

    /** Values that training changes by itself, such as moving means. */
    public List<String> auxiliary() throws RefusedException {
        return names(CLibrary.SYMBOL_AUXILIARY);
    }

    /** What it answers. */
    public List<String> outputs() throws RefusedException {
        return names(CLibrary.SYMBOL_OUTPUTS);
    }

    /** A graph that answers every value of this one. */
    public Symbol internals() throws RefusedException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            Native.check((int) CLibrary.SYMBOL_INTERNALS.invokeExact(handle, out));
            return new Symbol(out.get(ADDRESS, 0));
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /**
     * What follows from the shapes of some arguments.
     *
     * @throws RefusedException when they contradict each other
     */
    public Shapes shapes(Map<String, Shape> known) throws RefusedException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment starts = arena.allocate(JAVA_INT, known.size() + 1L);
            long total = known.values().stream().mapToLong(Shape::rank).sum();
            MemorySegment dims = arena.allocate(JAVA_INT, Math.max(1, total));
            int at = 0;
            int index = 0;
            for (Shape shape : known.values()) {
                for (int i = 0; i < shape.rank(); i++) {
                    dims.setAtIndex(JAVA_INT, at++, (int) shape.dim(i));
                }
                starts.setAtIndex(JAVA_INT, ++index, at);
            }
            MemorySegment out = arena.allocate(ADDRESS, 10);
            Native.check(
                    (int)
                            CLibrary.SYMBOL_INFER_SHAPE.invokeExact(
                                    handle,
                                    known.size(),
                                    names(arena, known),
                                    starts,
                                    dims,
                                    slot(out, 0),
                                    slot(out, 1),
                                    slot(out, 2),
                                    slot(out, 3),
                                    slot(out, 4),
                                    slot(out, 5),
                                    slot(out, 6),
                                    slot(out, 7),
                                    slot(out, 8),
                                    slot(out, 9)));
            return new Shapes(shapes(out, 0), shapes(out, 3), shapes(out, 6));
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /**
     * What follows from the dtypes of some arguments: those of all arguments, then of all outputs;
     * -1 where nothing follows.
     *
     * @throws RefusedException when they contradict each other
     */
    public List<List<Integer>> types(Map<String, DataType> known) throws RefusedException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = arena.allocate(JAVA_INT, known.size() + 1L);
            int at = 0;
            for (DataType dataType : known.values()) {
                numbers.setAtIndex(JAVA_INT, at++, ElementTypes.numberOf(dataType).orElseThrow());
            }
            MemorySegment out = arena.allocate(ADDRESS, 7);
            Native.check(
                    (int)
                            CLibrary.SYMBOL_INFER_TYPE.invokeExact(
                                    handle,
                                    known.size(),
                                    names(arena, known),
                                    numbers,
                                    slot(out, 0),
                                    slot(out, 1),
                                    slot(out, 2),
                                    slot(out, 3),
                                    slot(out, 4),
                                    slot(out, 5),
                                    slot(out, 6)));
            return List.of(numbers(out, 0), numbers(out, 2));
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    MemorySegment handle() {
        return handle;
    }

    @Override
    public void close() {
        try {
            int _ = (int) CLibrary.SYMBOL_FREE.invokeExact(handle);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    private List<String> names(MethodHandle function) throws RefusedException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_INT);
            MemorySegment array = arena.allocate(ADDRESS);
            Native.check((int) function.invokeExact(handle, count, array));
            return Native.texts(count.get(JAVA_INT, 0), array.get(ADDRESS, 0));
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    private static MemorySegment names(Arena arena, Map<String, ?> known) {
        MemorySegment names = arena.allocate(ADDRESS, Math.max(1, known.size()));
        int at = 0;
        for (String name : known.keySet()) {
            names.setAtIndex(ADDRESS, at++, arena.allocateFrom(name));
        }
        return names;
    }

    private static MemorySegment slot(MemorySegment out, int index) {
        return out.asSlice(index * ADDRESS.byteSize(), ADDRESS.byteSize());
    }

    private static List<Shape> shapes(MemorySegment out, int first) {
        int count = out.get(JAVA_INT, first * ADDRESS.byteSize());
        MemorySegment ranks =
                Native.sized(out.getAtIndex(ADDRESS, first + 1), (long) count * Integer.BYTES);
        MemorySegment dims =
                Native.sized(out.getAtIndex(ADDRESS, first + 2), count * ADDRESS.byteSize());
        List<Shape> shapes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            shapes.add(Shapes.of(ranks.getAtIndex(JAVA_INT, i), dims.getAtIndex(ADDRESS, i)));
        }
        return shapes;
    }

    private static List<Integer> numbers(MemorySegment out, int first) {
        int count = out.get(JAVA_INT, first * ADDRESS.byteSize());
        MemorySegment numbers =
                Native.sized(out.getAtIndex(ADDRESS, first + 1), (long) count * Integer.BYTES);
        List<Integer> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            found.add(numbers.getAtIndex(JAVA_INT, i));
        }
        return found;
    }
}

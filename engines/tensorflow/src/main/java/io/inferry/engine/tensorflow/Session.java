package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.ConfigProto;

/** A graph with its variables, ready to run on any number of threads at once. */
final class Session implements AutoCloseable {
    private static final MethodHandle LOAD =
            CLibrary.function(
                    "TF_LoadSessionFromSavedModel",
                    FunctionDescriptor.of(
                            ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS,
                            ADDRESS));
    private static final MethodHandle NEW =
            CLibrary.function(
                    "TF_NewSession", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle CLOSE =
            CLibrary.function("TF_CloseSession", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    private static final MethodHandle DELETE =
            CLibrary.function("TF_DeleteSession", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    private static final MethodHandle RUN =
            CLibrary.function(
                    "TF_SessionRun",
                    FunctionDescriptor.ofVoid(
                            ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS,
                            JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));

    private final MemorySegment handle;
    private final NativeGraph graph;

    private Session(MemorySegment handle, NativeGraph graph) {
        this.handle = handle;
        this.graph = graph;
    }

    /** Loads a SavedModel: its graph, its variables, its tables. */
    static Session load(Path directory, List<String> tags, ConfigProto config)
            throws TensorFlowException {
        NativeGraph graph = new NativeGraph();
        try (Arena arena = Arena.ofConfined();
                Status status = new Status();
                SessionOptions options = new SessionOptions(config)) {
            MemorySegment names = arena.allocate(ADDRESS, tags.size());
            for (int i = 0; i < tags.size(); i++) {
                names.setAtIndex(ADDRESS, i, arena.allocateFrom(tags.get(i)));
            }
            MemorySegment handle =
                    (MemorySegment)
                            LOAD.invokeExact(
                                    options.handle(),
                                    MemorySegment.NULL,
                                    arena.allocateFrom(directory.toString()),
                                    names,
                                    tags.size(),
                                    graph.handle(),
                                    MemorySegment.NULL,
                                    status.handle());
            status.check();
            return new Session(handle, graph);
        } catch (TensorFlowException e) {
            graph.close();
            throw e;
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    /** A session for a graph of constants, which it then owns. */
    static Session of(NativeGraph graph, ConfigProto config) throws TensorFlowException {
        try (Status status = new Status();
                SessionOptions options = new SessionOptions(config)) {
            MemorySegment handle =
                    (MemorySegment)
                            NEW.invokeExact(graph.handle(), options.handle(), status.handle());
            status.check();
            return new Session(handle, graph);
        } catch (TensorFlowException e) {
            throw e;
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
    }

    NativeGraph graph() {
        return graph;
    }

    /** Runs once with what {@code memory} holds. */
    void run(RunMemory memory) throws TensorFlowException {
        try {
            RUN.invokeExact(
                    handle,
                    memory.runOptions(),
                    memory.feeds(),
                    memory.fed(),
                    memory.feedCount(),
                    memory.fetches(),
                    memory.fetched(),
                    memory.fetchCount(),
                    MemorySegment.NULL,
                    0,
                    MemorySegment.NULL,
                    memory.status().handle());
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        }
        memory.status().check();
    }

    @Override
    public void close() {
        try (Status status = new Status()) {
            CLOSE.invokeExact(handle, status.handle());
            DELETE.invokeExact(handle, status.handle());
        } catch (Throwable e) {
            throw CLibrary.bug(e);
        } finally {
            graph.close();
        }
    }
}

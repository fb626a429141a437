package io.inferry.engine.tensorflow;

import io.inferry.api.model.Signature;
import io.inferry.engine.tensorflow.file.GraphFile;
import io.inferry.engine.tensorflow.file.MetaGraph;
import io.inferry.engine.tensorflow.file.SavedModelFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A session with all that was made for it.
 *
 * @param plans by the name of their signature
 * @param facts what the file says of itself
 * @param inCallersThread whether runs stay in the thread that asks for them
 * @param arena the memory of the plans
 */
record LoadedGraph(
        Session session,
        Map<String, Plan> plans,
        String platform,
        Map<String, String> facts,
        long byteSize,
        boolean inCallersThread,
        Arena arena)
        implements AutoCloseable {
    /** Loads a SavedModel. */
    static LoadedGraph of(SavedModelFile file, TensorFlowOptions options)
            throws TensorFlowException {
        MetaGraph graph = file.graph(options.tags());
        file.requireVariables(graph);
        check(file, graph);
        Session session = Session.load(file.directory(), graph.tags(), options.config());
        Arena arena = Arena.ofShared();
        Map<String, Plan> plans = new TreeMap<>();
        LoadedGraph loaded =
                new LoadedGraph(
                        session,
                        plans,
                        "tensorflow_savedmodel",
                        file.facts(graph),
                        file.byteSize(),
                        options.runInCallersThread(graph.graph(), file.byteSize()),
                        arena);
        return loaded.fill(graph);
    }

    /**
     * Imports the graph alone and throws it away: the import tells what is wrong with a broken
     * graph, where the SavedModel's loader may end the process.
     */
    private static void check(SavedModelFile file, MetaGraph graph) throws TensorFlowException {
        Optional<Path> binary = file.binary();
        if (binary.isPresent()) {
            try (NativeGraph imported = new NativeGraph()) {
                importFile(binary.get(), graph.graphBytes(), imported);
            }
        }
    }

    private LoadedGraph fill(MetaGraph graph) throws TensorFlowException {
        SavedSignatures signatures = SavedSignatures.of(graph);
        GraphTypes types = new GraphTypes(session.graph(), facts);
        try {
            for (Signature signature : Map.copyOf(signatures.served()).values()) {
                var missing = Plan.missing(session.graph(), signature);
                if (missing.isPresent()) {
                    signatures.leaveOut(
                            signature.name(),
                            "the graph has no tensor '%s'".formatted(missing.get().graphName()));
                    continue;
                }
                plans.put(
                        signature.name(),
                        Plan.of(
                                session.graph(),
                                arena,
                                types.correct(signature),
                                graph.values(signature.name())));
            }
        } catch (TensorFlowException | RuntimeException e) {
            close();
            throw e;
        }
        signatures
                .leftOut()
                .forEach((name, reason) -> facts.put("signature left out " + name, reason));
        return this;
    }

    /** Loads a frozen graph. */
    static LoadedGraph of(GraphFile file, TensorFlowOptions options) throws TensorFlowException {
        NativeGraph graph = new NativeGraph();
        Signature signature;
        Session session;
        try {
            importFile(file.path(), new MetaGraph.ByteRange(0, file.byteSize()), graph);
            signature = new FrozenSignature(file, graph).of(options);
            session = Session.of(graph, options.config());
        } catch (TensorFlowException | RuntimeException e) {
            graph.close();
            throw e;
        }
        Arena arena = Arena.ofShared();
        Plan plan = Plan.of(graph, arena, signature, Map.of());
        return new LoadedGraph(
                session,
                Map.of(signature.name(), plan),
                "tensorflow_graphdef",
                file.facts(),
                file.byteSize(),
                options.runInCallersThread(file.graph(), file.byteSize()),
                arena);
    }

    private static void importFile(Path path, MetaGraph.ByteRange range, NativeGraph graph)
            throws TensorFlowException {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            graph.importGraphDef(
                    channel.map(MapMode.READ_ONLY, range.from(), range.byteSize(), arena));
        } catch (IOException e) {
            throw new TensorFlowException(StatusCode.NOT_FOUND, e.toString());
        }
    }

    @Override
    public void close() {
        plans.values().forEach(Plan::close);
        session.close();
        arena.close();
    }
}

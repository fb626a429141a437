package io.inferry.engine.tensorflow;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.engine.tensorflow.file.GraphFile;
import io.inferry.engine.tensorflow.file.MetaGraph;
import io.inferry.engine.tensorflow.file.SavedModelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Serves SavedModels and frozen graphs with TensorFlow. Its library, which lies beside this
 * plug-in's jars or where the system property {@code inferry.tensorflow.native} says, is opened by
 * the first load.
 */
public final class TensorFlowEngine implements Engine {
    private static final System.Logger LOG = System.getLogger(TensorFlowEngine.class.getName());
    private static final String DEFAULT_TAG = "serve";

    /** For {@link java.util.ServiceLoader}. */
    public TensorFlowEngine() {}

    @Override
    public String name() {
        return "tensorflow";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return Artifact.isPresent(artifact);
    }

    @Override
    public Inspection inspect(Path artifact) {
        return switch (Artifact.locate(artifact)) {
            case Artifact.SavedModel(Path directory) -> inspectSavedModel(directory);
            case Artifact.FrozenGraph(Path file) -> {
                GraphFile graph = GraphFile.read(file);
                yield new Inspection(
                        "TensorFlow frozen graph", graph.byteSize(), List.of(), graph.facts());
            }
        };
    }

    private static Inspection inspectSavedModel(Path directory) {
        SavedModelFile file = SavedModelFile.read(directory);
        MetaGraph graph =
                file.graphs().stream()
                        .filter(each -> each.tags().equals(List.of(DEFAULT_TAG)))
                        .findFirst()
                        .orElse(file.graphs().getFirst());
        SavedSignatures signatures = SavedSignatures.of(graph);
        Map<String, String> facts = file.facts(graph);
        signatures
                .leftOut()
                .forEach((name, reason) -> facts.put("signature left out " + name, reason));
        return new Inspection(
                "TensorFlow SavedModel",
                file.byteSize(),
                List.copyOf(signatures.served().values()),
                facts);
    }

    @Override
    public Model load(LoadRequest request) {
        TensorFlowOptions options = TensorFlowOptions.parse(request.options());
        try {
            LoadedGraph loaded =
                    switch (Artifact.locate(request.artifact())) {
                        case Artifact.SavedModel(Path directory) -> {
                            SavedModelFile file = SavedModelFile.read(directory);
                            start();
                            yield LoadedGraph.of(file, options);
                        }
                        case Artifact.FrozenGraph(Path file) -> {
                            GraphFile graph = GraphFile.read(file);
                            start();
                            yield LoadedGraph.of(graph, options);
                        }
                    };
            return new TensorFlowModel(loaded, new AnswerReader(request.memory()));
        } catch (TensorFlowException e) {
            throw e.ofLoad(request.artifact());
        }
    }

    /** Opens TensorFlow's library, unless an earlier load did. */
    private static void start() {
        try {
            LOG.log(System.Logger.Level.DEBUG, "tensorflow version={0}", CLibrary.version());
        } catch (LinkageError e) {
            Throwable reason = e;
            while (reason.getCause() != null) {
                reason = reason.getCause();
            }
            throw ServingException.of(
                    ErrorCode.UNIMPLEMENTED,
                    "TensorFlow's native library does not load: " + reason.getMessage(),
                    e);
        }
    }
}

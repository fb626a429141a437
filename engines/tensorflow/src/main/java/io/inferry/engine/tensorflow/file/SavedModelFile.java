package io.inferry.engine.tensorflow.file;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.TextFormat;
import io.inferry.api.ServingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tensorflow.proto.SavedModel;

/**
 * A SavedModel's directory as its {@code saved_model.pb} describes it.
 *
 * @param byteSize of all files that belong to the model
 */
public record SavedModelFile(Path directory, List<MetaGraph> graphs, long byteSize) {
    /** The file that makes a directory a SavedModel. */
    public static final String BINARY = "saved_model.pb";

    /** The same as text. */
    public static final String TEXT = "saved_model.pbtxt";

    private static final Path VARIABLES = Path.of("variables", "variables.index");
    private static final int GRAPH = Fields.tag(2);

    public SavedModelFile {
        graphs = List.copyOf(graphs);
    }

    /**
     * Reads a SavedModel's description.
     *
     * @throws ServingException INVALID_MODEL that names the file and the reason
     */
    public static SavedModelFile read(Path directory) {
        Path binary = directory.resolve(BINARY);
        Path file = Files.isRegularFile(binary) ? binary : directory.resolve(TEXT);
        List<MetaGraph> graphs = new ArrayList<>();
        try (InputStream stream = open(file)) {
            Fields.walk(
                    CodedInputStream.newInstance(stream),
                    (tag, in) -> {
                        if (tag == GRAPH) {
                            graphs.add(MetaGraphScan.read(in));
                            return true;
                        }
                        return false;
                    });
            if (graphs.isEmpty()) {
                throw ServingException.invalidModel(file + " holds no graph");
            }
            return new SavedModelFile(directory, graphs, byteSize(directory));
        } catch (IOException e) {
            throw ServingException.invalidModel(
                    file + " is broken or cut short: " + e.getMessage(), e);
        }
    }

    /** The file that the graphs' positions are meant for; none when the model is text. */
    public Optional<Path> binary() {
        return Optional.of(directory.resolve(BINARY)).filter(Files::isRegularFile);
    }

    private static InputStream open(Path file) throws IOException {
        if (file.endsWith(BINARY)) {
            return Files.newInputStream(file);
        }
        SavedModel.Builder model = SavedModel.newBuilder();
        try (Reader text = Files.newBufferedReader(file)) {
            TextFormat.Parser.newBuilder().setAllowUnknownFields(true).build().merge(text, model);
        }
        return model.build().toByteString().newInput();
    }

    private static long byteSize(Path directory) throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    /**
     * The graph with exactly these tags.
     *
     * @throws ServingException INVALID_MODEL that names the tags there are
     */
    public MetaGraph graph(Set<String> tags) {
        List<String> wanted = List.copyOf(new TreeSet<>(tags));
        return graphs.stream()
                .filter(graph -> graph.tags().equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        ServingException.invalidModel(
                                "%s has no graph with the tags %s; it has %s"
                                        .formatted(
                                                directory,
                                                wanted,
                                                graphs.stream().map(MetaGraph::tags).toList())));
    }

    /** What to tell people of one graph, in the order to show it. */
    public Map<String, String> facts(MetaGraph graph) {
        Map<String, String> facts = new LinkedHashMap<>(graph.facts());
        if (graphs.size() > 1) {
            facts.put("all tags", graphs.stream().map(MetaGraph::tags).toList().toString());
        }
        List<String> assets = assets();
        if (!assets.isEmpty()) {
            facts.put("assets", String.join(", ", assets));
        }
        return facts;
    }

    /** Files that the graph reads when it is loaded. */
    private List<String> assets() {
        Path folder = directory.resolve("assets");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        } catch (IOException e) {
            return List.of("unreadable: " + e);
        }
    }

    /**
     * Sees that the files of the graph's variables are there: TensorFlow would load the model
     * without them and fail in every request.
     *
     * @throws ServingException INVALID_MODEL that names the missing file
     */
    public void requireVariables(MetaGraph graph) {
        Path index = directory.resolve(VARIABLES);
        if (graph.restores() && graph.graph().variables() > 0 && !Files.isRegularFile(index)) {
            throw ServingException.invalidModel(
                    "%s has %d variables, but %s is missing"
                            .formatted(directory, graph.graph().variables(), index));
        }
    }
}

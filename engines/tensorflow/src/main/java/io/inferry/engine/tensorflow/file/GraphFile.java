package io.inferry.engine.tensorflow.file;

import com.google.protobuf.CodedInputStream;
import io.inferry.api.ServingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A frozen graph: a file that holds one {@code GraphDef}, weights as constants. */
public record GraphFile(Path path, GraphSummary graph, long byteSize) {
    private static final int HEAD_BYTES = 16;

    /**
     * Whether the file begins as a graph does: with a node, whose first field is its name.
     *
     * @param path a readable file
     */
    public static boolean looksLikeOne(Path path) {
        try (InputStream stream = Files.newInputStream(path)) {
            CodedInputStream in = CodedInputStream.newInstance(stream.readNBytes(HEAD_BYTES));
            if (in.readTag() != Fields.tag(1)) {
                return false;
            }
            in.readRawVarint32();
            return in.readTag() == Fields.tag(1);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads a graph's structure.
     *
     * @throws ServingException INVALID_MODEL that names the file and the reason
     */
    public static GraphFile read(Path path) {
        GraphScan scan = new GraphScan();
        try (InputStream stream = Files.newInputStream(path)) {
            Fields.walk(CodedInputStream.newInstance(stream), scan::take);
            GraphSummary graph = scan.summary();
            if (graph.nodes().isEmpty()) {
                throw ServingException.invalidModel(path + " holds no graph");
            }
            return new GraphFile(path, graph, Files.size(path));
        } catch (IOException e) {
            throw ServingException.invalidModel(
                    path + " is no graph, broken or cut short: " + e.getMessage(), e);
        }
    }

    /** What to tell people, in the order to show it. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("operators", graph.operatorsInWords());
        facts.put("placeholders", names(graph.placeholders()));
        facts.put("values that nothing takes", names(graph.sinks()));
        return facts;
    }

    /** For people: {@code x, y} or {@code none}. */
    public static String names(List<GraphNode> nodes) {
        return nodes.isEmpty()
                ? "none"
                : nodes.stream().map(GraphNode::name).sorted().collect(Collectors.joining(", "));
    }
}

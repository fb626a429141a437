package io.inferry.engine.tensorflow.file;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a {@code GraphDef} and keeps its structure. Field numbers are those of TensorFlow's
 * graph.proto, node_def.proto and function.proto.
 */
final class GraphScan {
    private static final int GRAPH_NODE = Fields.tag(1);
    private static final int GRAPH_LIBRARY = Fields.tag(2);
    private static final int LIBRARY_FUNCTION = Fields.tag(1);
    private static final int FUNCTION_NODE = Fields.tag(3);
    private static final int NODE_NAME = Fields.tag(1);
    private static final int NODE_OPERATOR = Fields.tag(2);
    private static final int NODE_INPUT = Fields.tag(3);

    private final List<GraphNode> nodes = new ArrayList<>();
    private final Map<String, Integer> operators = new HashMap<>();

    /** Takes a field of a {@code GraphDef}. */
    boolean take(int tag, CodedInputStream in) throws IOException {
        if (tag == GRAPH_NODE) {
            nodes.add(node(in));
            return true;
        }
        if (tag == GRAPH_LIBRARY) {
            Fields.walkMessage(in, this::takeLibrary);
            return true;
        }
        return false;
    }

    private boolean takeLibrary(int tag, CodedInputStream in) throws IOException {
        if (tag == LIBRARY_FUNCTION) {
            Fields.walkMessage(in, this::takeFunction);
            return true;
        }
        return false;
    }

    private boolean takeFunction(int tag, CodedInputStream in) throws IOException {
        if (tag == FUNCTION_NODE) {
            node(in);
            return true;
        }
        return false;
    }

    private GraphNode node(CodedInputStream in) throws IOException {
        String[] texts = {"", ""};
        List<String> inputs = new ArrayList<>();
        Fields.walkMessage(
                in,
                (tag, node) -> {
                    if (tag == NODE_NAME) {
                        texts[0] = node.readString();
                    } else if (tag == NODE_OPERATOR) {
                        texts[1] = node.readString();
                    } else if (tag == NODE_INPUT) {
                        inputs.add(node.readString());
                    } else {
                        return false;
                    }
                    return true;
                });
        operators.merge(texts[1], 1, Integer::sum);
        return new GraphNode(texts[0], texts[1], inputs);
    }

    GraphSummary summary() {
        return new GraphSummary(nodes, operators);
    }
}

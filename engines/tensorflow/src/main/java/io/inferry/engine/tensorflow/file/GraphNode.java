package io.inferry.engine.tensorflow.file;

import java.util.List;

/**
 * One operation of a graph.
 *
 * @param inputs as the graph names them: {@code name}, {@code name:1}, {@code ^name} for order only
 */
public record GraphNode(String name, String operator, List<String> inputs) {
    public GraphNode {
        inputs = List.copyOf(inputs);
    }

    /** The name of the node that an input comes from. */
    static String sourceOf(String input) {
        int colon = input.indexOf(':');
        int from = input.startsWith("^") ? 1 : 0;
        return input.substring(from, colon < 0 ? input.length() : colon);
    }
}

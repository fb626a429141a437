package io.inferry.engine.mxnet.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One node of a graph.
 *
 * @param operator {@code null} in the file's word for a variable
 * @param attributes as texts, whatever the file's version calls them
 * @param inputs in the operator's order
 */
public record Node(
        String operator, String name, Map<String, String> attributes, List<Entry> inputs) {
    private static final String VARIABLE = "null";

    public Node {
        attributes = Map.copyOf(attributes);
        inputs = List.copyOf(inputs);
    }

    /**
     * A value in the graph.
     *
     * @param node the place of the node that makes it
     * @param output which of its values
     */
    public record Entry(int node, int output) {}

    /** Whether it is an input or a weight. */
    public boolean isVariable() {
        return operator.equals(VARIABLE);
    }

    /** An attribute. */
    public Optional<String> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }
}

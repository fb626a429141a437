package io.inferry.engine.mxnet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.engine.mxnet.file.ModelFileException;
import io.inferry.engine.mxnet.file.Node;
import io.inferry.engine.mxnet.file.SymbolFile;
import io.inferry.engine.mxnet.runtime.RefusedException;
import io.inferry.engine.mxnet.runtime.Symbol;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks which of a node's values others take. How many there are, only the library knows, and it
 * believes the file; so each node of which more than the first value is taken is made alone, with
 * variables around it, and its values are counted.
 */
final class Entries {
    private static final int VERSION = 10900;

    private Entries() {}

    /**
     * Fails when a value is taken that its node does not make.
     *
     * @throws RefusedException when an operator is not known
     */
    static void check(SymbolFile file) throws ModelFileException, RefusedException {
        Map<Integer, Integer> highest = new HashMap<>();
        Stream.concat(
                        file.heads().stream(),
                        file.nodes().stream().flatMap(node -> node.inputs().stream()))
                .filter(entry -> entry.output() > 0)
                .forEach(entry -> highest.merge(entry.node(), entry.output(), Math::max));
        for (Map.Entry<Integer, Integer> each : highest.entrySet()) {
            Node node = file.nodes().get(each.getKey());
            int values = node.isVariable() ? 1 : values(node);
            if (each.getValue() >= values) {
                throw new ModelFileException(
                        "value %d of node '%s' is taken, which makes %d"
                                .formatted(each.getValue(), node.name(), values));
            }
        }
    }

    private static int values(Node node) throws RefusedException {
        try (Symbol alone = Symbol.of(alone(node));
                Symbol internals = alone.internals()) {
            int variables = alone.arguments().size() + alone.auxiliary().size();
            return internals.outputs().size() - variables;
        }
    }

    private static String alone(Node node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode root = json.objectNode();
        ArrayNode nodes = root.putArray("nodes");
        ArrayNode variables = root.putArray("arg_nodes");
        int inputs = node.inputs().size();
        for (int i = 0; i < inputs; i++) {
            ObjectNode variable = nodes.addObject().put("op", "null").put("name", "in" + i);
            variable.putArray("inputs");
            variables.add(i);
        }
        ObjectNode itself = nodes.addObject().put("op", node.operator()).put("name", "node");
        ObjectNode attributes = itself.putObject("attrs");
        node.attributes().forEach(attributes::put);
        ArrayNode taken = itself.putArray("inputs");
        for (int i = 0; i < inputs; i++) {
            taken.add(entry(i));
        }
        root.putArray("heads").add(entry(inputs));
        // without a version it is taken for a graph of 2016, whose attributes were elsewhere
        root.putObject("attrs").putArray("mxnet_version").add("int").add(VERSION);
        return root.toString();
    }

    private static ArrayNode entry(int node) {
        return JsonNodeFactory.instance.arrayNode().add(node).add(0).add(0);
    }
}

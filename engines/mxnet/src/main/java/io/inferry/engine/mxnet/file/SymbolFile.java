package io.inferry.engine.mxnet.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A graph as {@code NAME-symbol.json} holds it (nnvm's JSON): nodes in the order of their making,
 * each with the places of its inputs. MXNet's reader follows those numbers without looking, so they
 * are looked at here: every input lies before its node, which also rules out circles.
 *
 * @param nodes in the file's order
 * @param heads what the graph answers
 * @param json the whole text
 */
public record SymbolFile(List<Node> nodes, List<Node.Entry> heads, String json) {
    private static final int OUTPUTS_MAX = 4096;
    private static final int NODES_MAX = 1_000_000;
    private static final int DEPTH_MAX = 20;
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .build())
                                    .build())
                    .build();

    public SymbolFile {
        nodes = List.copyOf(nodes);
        heads = List.copyOf(heads);
    }

    /**
     * Reads a graph.
     *
     * @throws ModelFileException when it is none
     */
    public static SymbolFile parse(String json) throws ModelFileException {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ModelFileException("it is no JSON: " + e.getOriginalMessage());
        }
        JsonNode list = root.path("nodes");
        if (!list.isArray() || list.isEmpty() || list.size() > NODES_MAX) {
            throw new ModelFileException("it has no list 'nodes' of 1 to " + NODES_MAX);
        }
        List<Node> nodes = new ArrayList<>(list.size());
        for (JsonNode node : list) {
            nodes.add(node(node, nodes.size()));
        }
        List<Node.Entry> heads = entries(root.path("heads"), nodes.size(), "heads");
        if (heads.isEmpty()) {
            throw new ModelFileException("it has no 'heads': it answers nothing");
        }
        checkNames(nodes);
        checkArguments(root.path("arg_nodes"), nodes);
        return new SymbolFile(nodes, heads, json);
    }

    private static Node node(JsonNode node, int place) throws ModelFileException {
        String operator = text(node, "op", place);
        String name = text(node, "name", place);
        if (node.has("subgraphs")) {
            throw new ModelFileException(
                    "node '" + name + "' holds graphs of its own, which cannot be checked");
        }
        List<Node.Entry> inputs = entries(node.path("inputs"), place, "inputs of '" + name + "'");
        Node read = new Node(operator, name, attributes(node, name), inputs);
        if (read.isVariable() && !inputs.isEmpty()) {
            throw new ModelFileException("variable '" + name + "' has inputs");
        }
        if (!read.isVariable()) {
            OperatorChecks.check(read);
        }
        return read;
    }

    /** {@code attrs} today, {@code attr} and {@code param} in old files. */
    private static Map<String, String> attributes(JsonNode node, String name)
            throws ModelFileException {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String key : List.of("attr", "param", "attrs")) {
            for (Map.Entry<String, JsonNode> entry : node.path(key).properties()) {
                if (!entry.getValue().isTextual()) {
                    throw new ModelFileException(
                            "attribute '%s' of '%s' is no text".formatted(entry.getKey(), name));
                }
                attributes.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return attributes;
    }

    private static List<Node.Entry> entries(JsonNode list, int before, String where)
            throws ModelFileException {
        if (!list.isArray()) {
            throw new ModelFileException("it has no list '" + where + "'");
        }
        List<Node.Entry> entries = new ArrayList<>(list.size());
        for (JsonNode entry : list) {
            int node = number(entry.path(0), before, where);
            entries.add(new Node.Entry(node, number(entry.path(1), OUTPUTS_MAX, where)));
        }
        return entries;
    }

    private static int number(JsonNode value, int below, String where) throws ModelFileException {
        if (!value.canConvertToInt() || value.intValue() < 0 || value.intValue() >= below) {
            throw new ModelFileException(
                    "%s: %s is not a number of 0 to %d".formatted(where, value, below - 1));
        }
        return value.intValue();
    }

    private static String text(JsonNode node, String key, int place) throws ModelFileException {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new ModelFileException("node %d has no text '%s'".formatted(place, key));
        }
        if (value.textValue().indexOf(0) >= 0) {
            throw new ModelFileException("node %d has a zero in '%s'".formatted(place, key));
        }
        return value.textValue();
    }

    private static void checkNames(List<Node> nodes) throws ModelFileException {
        Set<String> names = new HashSet<>();
        for (Node node : nodes) {
            if (node.isVariable() && !names.add(node.name())) {
                throw new ModelFileException("two variables are called '" + node.name() + "'");
            }
        }
    }

    private static void checkArguments(JsonNode list, List<Node> nodes) throws ModelFileException {
        Set<Integer> listed = new HashSet<>();
        for (JsonNode entry : list) {
            listed.add(number(entry, nodes.size(), "arg_nodes"));
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isVariable() != listed.contains(i)) {
                throw new ModelFileException(
                        "'arg_nodes' and the variables differ at '%s'"
                                .formatted(nodes.get(i).name()));
            }
        }
    }

    /** The first node that takes the first value of a node. */
    public Optional<Use> firstUse(int source) {
        for (Node node : nodes.subList(source + 1, nodes.size())) {
            for (int i = 0; i < node.inputs().size(); i++) {
                if (node.inputs().get(i).equals(new Node.Entry(source, 0))) {
                    return Optional.of(new Use(node, i));
                }
            }
        }
        return Optional.empty();
    }

    /** The variable of this name. */
    public Optional<Node> variable(String name) {
        return nodes.stream()
                .filter(node -> node.isVariable() && node.name().equals(name))
                .findFirst();
    }

    /** A node that takes a value, and as which of its inputs. */
    public record Use(Node node, int place) {}
}

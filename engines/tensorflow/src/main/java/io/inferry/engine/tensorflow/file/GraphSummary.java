package io.inferry.engine.tensorflow.file;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a graph consists of.
 *
 * @param nodes of the graph itself, without its functions' bodies
 * @param operators how often each is used, in the graph and in its functions
 */
public record GraphSummary(List<GraphNode> nodes, Map<String, Integer> operators) {
    private static final int OPERATORS_SHOWN = 8;
    private static final Set<String> PLACEHOLDERS = Set.of("Placeholder", "PlaceholderV2");
    private static final Set<String> VARIABLES =
            Set.of("VarHandleOp", "VariableV2", "Variable", "AutoReloadVariable");

    /** Nodes whose value nobody would ask for. */
    private static final Set<String> NO_ANSWERS =
            Set.of("NoOp", "Const", "Assert", "Placeholder", "PlaceholderV2");

    /** Operators that run parts of the graph again and again. */
    private static final Set<String> LOOPS =
            Set.of("While", "StatelessWhile", "NextIteration", "For", "MapDefun", "RemoteCall");

    public GraphSummary {
        nodes = List.copyOf(nodes);
        operators = Map.copyOf(operators);
    }

    /** Nodes that wait for a value from outside. */
    public List<GraphNode> placeholders() {
        return nodes.stream().filter(node -> PLACEHOLDERS.contains(node.operator())).toList();
    }

    /** Nodes whose value no other node takes. */
    public List<GraphNode> sinks() {
        Set<String> taken = new HashSet<>();
        nodes.forEach(node -> node.inputs().forEach(input -> taken.add(GraphNode.sourceOf(input))));
        return nodes.stream()
                .filter(node -> !taken.contains(node.name()))
                .filter(node -> !NO_ANSWERS.contains(node.operator()))
                .toList();
    }

    /** How many variables the graph has. */
    public int variables() {
        return VARIABLES.stream().mapToInt(name -> operators.getOrDefault(name, 0)).sum();
    }

    /** Whether parts of the graph, or of data sets inside it, run more than once. */
    public boolean hasLoops() {
        return operators.keySet().stream()
                .anyMatch(name -> LOOPS.contains(name) || name.contains("Dataset"));
    }

    /** For people: {@code 120: Const 40, Identity 20, ...}. */
    public String operatorsInWords() {
        int sum = operators.values().stream().mapToInt(Integer::intValue).sum();
        String most =
                operators.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Integer>comparingByValue(
                                                Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(OPERATORS_SHOWN)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
        return sum + (operators.size() > OPERATORS_SHOWN ? ": " + most + ", ..." : ": " + most);
    }
}

package io.inferry.engine.tflite.file;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Collects the signatures of a file: those that TensorFlow Serving's tools put into its metadata,
 * then those of the format itself, then one made of the first subgraph's own names.
 */
final class SignatureScan {
    private static final int SIGNATURES_MAX = 1024;

    private final List<Graph> graphs;
    private final Map<String, Entrance> entrances = new LinkedHashMap<>();
    private final Map<String, String> unsupported = new LinkedHashMap<>();

    SignatureScan(List<Graph> graphs) {
        this.graphs = List.copyOf(graphs);
    }

    List<Entrance> entrances() {
        return List.copyOf(entrances.values());
    }

    /** Inputs and outputs without a type of ours, and the schema's number of it. */
    Map<String, String> unsupported() {
        return unsupported;
    }

    /** A signature of TensorFlow's own form: it names tensors of the first subgraph. */
    void add(String name, SignatureMessage message) throws ModelFileException {
        Graph graph = graphs.getFirst();
        Side inputs = named(name, message.inputs(), graph.inputs());
        checkAllGiven(name, graph, inputs.places.stream().map(graph.inputIndexes()::get));
        Side outputs = named(name, message.outputs(), graph.outputs());
        String method = message.method().isEmpty() ? Signature.PREDICT : message.method();
        Signature signature = new Signature(name, inputs.specs, outputs.specs, method, Set.of());
        add(new Entrance(signature, new Way.FirstGraph(inputs.places, outputs.places)));
    }

    /** A signature of the format's own: key, subgraph, and a name for each tensor. */
    void add(Table definition) throws ModelFileException {
        String key = definition.text(2);
        int subgraph = definition.number(4, 0);
        if (subgraph < 0 || subgraph >= graphs.size()) {
            throw new ModelFileException(
                    "the signature '%s' belongs to subgraph %d of %d"
                            .formatted(key, subgraph, graphs.size()));
        }
        Graph graph = graphs.get(subgraph);
        List<Integer> given = new ArrayList<>();
        for (Table input : definition.tables(0)) {
            given.add(input.number(1, 0));
        }
        checkAllGiven(key, graph, given.stream());
        Signature signature =
                new Signature(
                        key,
                        specs(graph, definition.tables(0)),
                        specs(graph, definition.tables(1)));
        add(new Entrance(signature, new Way.Keyed(key)));
    }

    /** What a caller gets who names no signature, if the file has none of that name. */
    void addDefault() {
        if (entrances.containsKey(Signature.DEFAULT_NAME)) {
            return;
        }
        if (entrances.size() == 1) {
            add(entrances.values().iterator().next().named(Signature.DEFAULT_NAME));
            return;
        }
        Side inputs = all(graphs.getFirst().inputs());
        Side outputs = all(graphs.getFirst().outputs());
        Signature signature = new Signature(Signature.DEFAULT_NAME, inputs.specs, outputs.specs);
        add(new Entrance(signature, new Way.FirstGraph(inputs.places, outputs.places)));
    }

    static void checkCount(long signatures) throws ModelFileException {
        if (signatures > SIGNATURES_MAX) {
            throw new ModelFileException("it has " + signatures + " signatures");
        }
    }

    /** An input that nobody gives would keep what the request before left in it. */
    private static void checkAllGiven(String signature, Graph graph, Stream<Integer> given)
            throws ModelFileException {
        List<Integer> wanted = graph.inputIndexes();
        if (!wanted.stream().sorted().toList().equals(given.sorted().toList())) {
            throw new ModelFileException(
                    "the inputs of the signature '%s' are not those of its graph, %s"
                            .formatted(
                                    signature,
                                    graph.inputs().stream().map(GraphTensor::name).toList()));
        }
    }

    private void add(Entrance entrance) {
        entrances.putIfAbsent(entrance.signature().name(), entrance);
    }

    /** Tensors of one side of a signature, and where the subgraph has them. */
    private final class Side {
        private final List<TensorSpec> specs = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();

        void add(int place, String alias, String graphName, GraphTensor tensor) {
            tensor.spec(alias, graphName)
                    .ifPresentOrElse(
                            spec -> {
                                specs.add(spec);
                                places.add(place);
                            },
                            () -> unsupported.put(alias, "type " + tensor.type()));
        }
    }

    private Side named(String signature, Map<String, String> aliases, List<GraphTensor> tensors)
            throws ModelFileException {
        Side side = new Side();
        for (Map.Entry<String, String> alias : aliases.entrySet()) {
            int place = place(alias.getValue(), tensors);
            if (place < 0) {
                throw new ModelFileException(
                        "the signature '%s' names the tensor '%s'; the graph has %s"
                                .formatted(
                                        signature,
                                        alias.getValue(),
                                        tensors.stream().map(GraphTensor::name).toList()));
            }
            side.add(place, alias.getKey(), alias.getValue(), tensors.get(place));
        }
        return side;
    }

    private Side all(List<GraphTensor> tensors) {
        Side side = new Side();
        Set<String> taken = new HashSet<>();
        for (int place = 0; place < tensors.size(); place++) {
            GraphTensor tensor = tensors.get(place);
            String name = tensor.name().isEmpty() ? "tensor_" + tensor.index() : tensor.name();
            String alias = taken.add(name) ? name : name + "_" + place;
            side.add(place, alias, tensor.name(), tensor);
        }
        return side;
    }

    private List<TensorSpec> specs(Graph graph, List<Table> names) throws ModelFileException {
        List<TensorSpec> specs = new ArrayList<>();
        for (Table named : names) {
            GraphTensor tensor = graph.tensor(named.number(1, 0));
            String alias = named.text(0);
            tensor.spec(alias, tensor.name())
                    .ifPresentOrElse(
                            specs::add, () -> unsupported.put(alias, "type " + tensor.type()));
        }
        return specs;
    }

    /** By name; converters add and take away the {@code :0} of TensorFlow's tensor names. */
    private static int place(String wanted, List<GraphTensor> tensors) {
        List<String> names = tensors.stream().map(GraphTensor::name).toList();
        int exact = names.indexOf(wanted);
        if (exact >= 0) {
            return exact;
        }
        return wanted.endsWith(":0")
                ? names.indexOf(wanted.substring(0, wanted.length() - 2))
                : names.indexOf(wanted + ":0");
    }
}

package io.inferry.engine.tensorflow;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.engine.tensorflow.file.GraphFile;
import io.inferry.engine.tensorflow.file.GraphNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The signature of a frozen graph, which has none of its own. The options {@code inputs} and {@code
 * outputs} name its tensors: {@code alias=tensor:0}, or {@code tensor:0} alone. Without them the
 * placeholders are the inputs, and the outputs are the values that nothing in the graph takes.
 */
record FrozenSignature(GraphFile file, NativeGraph graph) {
    /**
     * @throws ServingException INVALID_MODEL that lists what the graph has
     */
    Signature of(TensorFlowOptions options) throws TensorFlowException {
        List<TensorSpec> inputs =
                options.inputs().isEmpty() ? placeholders() : named("inputs", options.inputs());
        List<TensorSpec> outputs =
                options.outputs().isEmpty() ? sinks() : named("outputs", options.outputs());
        return new Signature(Signature.DEFAULT_NAME, inputs, outputs);
    }

    private List<TensorSpec> named(String option, Set<String> words) throws TensorFlowException {
        List<TensorSpec> specs = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String tensor = word.substring(equals + 1).strip();
            int colon = tensor.lastIndexOf(':');
            String name = colon < 0 ? tensor : tensor.substring(0, colon);
            String alias = equals < 0 ? name : word.substring(0, equals).strip();
            specs.add(spec(option, alias, colon < 0 ? tensor + ":0" : tensor));
        }
        return specs;
    }

    private List<TensorSpec> placeholders() throws TensorFlowException {
        List<GraphNode> found = file.graph().placeholders();
        if (found.isEmpty()) {
            throw unclear("inputs", "has no placeholder");
        }
        return specs("inputs", found);
    }

    private List<TensorSpec> sinks() throws TensorFlowException {
        List<GraphNode> found = file.graph().sinks();
        if (found.isEmpty()) {
            throw unclear("outputs", "has no value that nothing takes");
        }
        for (GraphNode node : found) {
            if (graph.outputs(node.name()) != 1) {
                throw unclear("outputs", "ends in '" + node.name() + "', which has not one output");
            }
        }
        return specs("outputs", found);
    }

    private List<TensorSpec> specs(String option, List<GraphNode> nodes)
            throws TensorFlowException {
        List<TensorSpec> specs = new ArrayList<>();
        for (GraphNode node :
                nodes.stream().sorted(Comparator.comparing(GraphNode::name)).toList()) {
            specs.add(spec(option, node.name(), node.name() + ":0"));
        }
        return specs;
    }

    private TensorSpec spec(String option, String alias, String tensor) throws TensorFlowException {
        Endpoint endpoint =
                graph.endpoint(tensor)
                        .orElseThrow(() -> unclear(option, "has no tensor '" + tensor + "'"));
        int type = graph.type(endpoint);
        DataType dataType =
                DataTypes.of(type)
                        .orElseThrow(() ->
                                unclear(
                                        option,
                                        "has '%s' of TensorFlow's type %d, which a client cannot send"
                                                .formatted(tensor, type)));
        return new TensorSpec(alias, dataType, graph.shape(endpoint), List.of(), tensor);
    }

    private ServingException unclear(String option, String reason) {
        return ServingException.invalidModel(
                "%s %s; the option %s must name tensors (alias=tensor:0). Placeholders: %s. Values that nothing takes: %s"
                        .formatted(
                                file.path(),
                                reason,
                                option,
                                GraphFile.names(file.graph().placeholders()),
                                GraphFile.names(file.graph().sinks())));
    }
}

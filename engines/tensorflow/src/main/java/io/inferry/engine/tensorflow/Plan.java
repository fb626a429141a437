package io.inferry.engine.tensorflow;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.TensorProto;

/**
 * How a signature is run: the endpoints of its inputs and outputs, and the values of inputs that a
 * request may leave out. Made once, read by all runners.
 *
 * @param feeds an array of {@link Endpoint#LAYOUT}, in the order of the signature's inputs
 * @param outputs by name
 * @param defaults TensorFlow's tensors by the name of the input
 */
record Plan(
        Signature signature,
        MemorySegment feeds,
        Map<String, Output> outputs,
        Map<String, MemorySegment> defaults)
        implements AutoCloseable {
    /**
     * Where an output comes from.
     *
     * @param fedBy the number of the input that is the very same tensor, which TensorFlow refuses
     *     to fetch; -1 for all others
     */
    record Output(Endpoint endpoint, int fedBy) {}

    /**
     * A plan for a signature whose tensors are all in the graph, see {@link #missing}.
     *
     * @param values of optional inputs
     */
    static Plan of(
            NativeGraph graph, Arena arena, Signature signature, Map<String, TensorProto> values)
            throws TensorFlowException {
        List<TensorSpec> inputs = signature.inputs();
        MemorySegment feeds = arena.allocate(Endpoint.LAYOUT, Math.max(inputs.size(), 1));
        List<Endpoint> fed = new ArrayList<>();
        for (TensorSpec input : inputs) {
            Endpoint endpoint = graph.endpoint(input.graphName()).orElseThrow();
            endpoint.writeTo(feeds, fed.size());
            fed.add(endpoint);
        }
        Map<String, Output> outputs = new HashMap<>();
        for (TensorSpec output : signature.outputs()) {
            Endpoint endpoint = graph.endpoint(output.graphName()).orElseThrow();
            outputs.put(output.name(), new Output(endpoint, fed.indexOf(endpoint)));
        }
        return new Plan(signature, feeds, outputs, defaults(values));
    }

    private static Map<String, MemorySegment> defaults(Map<String, TensorProto> values)
            throws TensorFlowException {
        Map<String, MemorySegment> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, TensorProto> value : values.entrySet()) {
                tensors.put(value.getKey(), NativeTensors.ofProto(value.getValue().toByteArray()));
            }
        } catch (TensorFlowException e) {
            tensors.values().forEach(NativeTensors::delete);
            throw e;
        }
        return tensors;
    }

    /** The first tensor of a signature that the graph does not have. */
    static Optional<TensorSpec> missing(NativeGraph graph, Signature signature) {
        List<TensorSpec> specs = new ArrayList<>(signature.inputs());
        specs.addAll(signature.outputs());
        return specs.stream()
                .filter(spec -> graph.endpoint(spec.graphName()).isEmpty())
                .findFirst();
    }

    @Override
    public void close() {
        defaults.values().forEach(NativeTensors::delete);
    }
}

package io.inferry.engine.tensorflow;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a signature's dtypes against the graph's. Signatures are written by hand in old exports,
 * and TensorFlow itself never reads their dtypes: where the two differ, only the graph's can be
 * fed.
 *
 * @param notes where what differs is told, for the model's metadata
 */
record GraphTypes(NativeGraph graph, Map<String, String> notes) {
    /** The signature with the dtypes that the graph takes and gives; all its tensors are there. */
    Signature correct(Signature signature) throws TensorFlowException {
        return new Signature(
                signature.name(),
                correct(signature.name(), signature.inputs()),
                correct(signature.name(), signature.outputs()),
                signature.method(),
                signature.optional());
    }

    private List<TensorSpec> correct(String signature, List<TensorSpec> specs)
            throws TensorFlowException {
        List<TensorSpec> correct = new ArrayList<>();
        for (TensorSpec spec : specs) {
            Endpoint endpoint = graph.endpoint(spec.graphName()).orElseThrow();
            Optional<DataType> type = DataTypes.of(graph.type(endpoint));
            if (type.isEmpty() || type.get() == spec.dataType()) {
                correct.add(spec);
                continue;
            }
            notes.put(
                    "dtype of '%s' in signature %s".formatted(spec.name(), signature),
                    "the signature says %s, the graph has %s"
                            .formatted(spec.dataType(), type.get()));
            correct.add(
                    new TensorSpec(
                            spec.name(),
                            type.get(),
                            spec.shape(),
                            spec.dimNames(),
                            spec.graphName()));
        }
        return correct;
    }
}

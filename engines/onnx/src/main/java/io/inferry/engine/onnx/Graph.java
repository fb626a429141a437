package io.inferry.engine.onnx;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.TensorMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every run of one model needs to know, worked out once.
 *
 * @param shapes the outputs whose memory can be there before the run
 * @param mapLists the outputs that come as a list of maps
 * @param internals the binding's hidden half, if it is as we know it
 */
record Graph(
        ModelId id,
        Signature signature,
        Map<String, OutputShape> shapes,
        Set<String> mapLists,
        Optional<BindingInternals> internals,
        TensorMemory memory) {
    Graph {
        shapes = Map.copyOf(shapes);
        mapLists = Set.copyOf(mapLists);
    }

    static Graph of(ModelId id, Specs specs, OpenSession session, TensorMemory memory) {
        Optional<BindingInternals> internals = BindingInternals.open(session.environment());
        Map<String, OutputShape> shapes = new HashMap<>();
        for (TensorSpec output : specs.outputs()) {
            if (output.dataType().isNumeric() && !output.shape().isAny()) {
                OutputShape.infer(output, specs.inputs())
                        .ifPresent(shape -> shapes.put(output.name(), shape));
            }
        }
        for (TensorSpec input : specs.inputs()) {
            if (internals.isEmpty() && ElementTypes.needsInternals(input.dataType())) {
                throw ServingException.unimplemented(
                        "input '%s' of model %s is %s, which this build of ONNX Runtime's Java binding cannot make"
                                .formatted(input.name(), id, input.dataType()));
            }
        }
        return new Graph(id, specs.signature(), shapes, specs.mapLists(), internals, memory);
    }

    /** The graph's own name of the value that an output is read from. */
    String sourceOf(String output) {
        if (output.endsWith(Specs.KEYS_SUFFIX)) {
            String source = output.substring(0, output.length() - Specs.KEYS_SUFFIX.length());
            if (mapLists.contains(source)) {
                return source;
            }
        }
        return output;
    }
}

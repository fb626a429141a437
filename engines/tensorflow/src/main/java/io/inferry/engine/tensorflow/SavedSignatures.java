package io.inferry.engine.tensorflow;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.tensorflow.file.MetaGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The signatures of a SavedModel's graph. Protobuf's maps have no order, so signatures and aliases
 * are sorted by name.
 *
 * @param leftOut signatures that cannot be served, with the reason
 */
record SavedSignatures(SortedMap<String, Signature> served, SortedMap<String, String> leftOut) {
    /** Marks of the loader's, no signatures that somebody wrote. */
    private static final Set<String> MARKS =
            Set.of("__saved_model_init_op", "__saved_model_train_op");

    static SavedSignatures of(MetaGraph graph) {
        SavedSignatures signatures = new SavedSignatures(new TreeMap<>(), new TreeMap<>());
        graph.signatures()
                .forEach((name, definition) -> {
                    if (!MARKS.contains(name)) {
                        signatures.add(name, definition, graph.values(name).keySet());
                    }
                });
        return signatures;
    }

    private void add(String name, SignatureDef definition, Set<String> optional) {
        Optional<String> reason =
                reason(definition.getInputsMap()).or(() -> reason(definition.getOutputsMap()));
        if (reason.isPresent()) {
            leftOut.put(name, reason.get());
            return;
        }
        served.put(
                name,
                new Signature(
                        name,
                        specs(definition.getInputsMap()),
                        specs(definition.getOutputsMap()),
                        definition.getMethodName(),
                        optional));
    }

    /** Leaves a signature out after all. */
    void leaveOut(String name, String reason) {
        served.remove(name);
        leftOut.put(name, reason);
    }

    /** Why tensors like these cannot be served. */
    private static Optional<String> reason(Map<String, TensorInfo> tensors) {
        for (Map.Entry<String, TensorInfo> entry : new TreeMap<>(tensors).entrySet()) {
            TensorInfo tensor = entry.getValue();
            if (tensor.getEncodingCase() != TensorInfo.EncodingCase.NAME) {
                return Optional.of(
                        "'%s' is a tensor of several parts (%s)"
                                .formatted(entry.getKey(), tensor.getEncodingCase()));
            }
            if (DataTypes.of(tensor.getDtypeValue()).isEmpty()) {
                return Optional.of(
                        "'%s' is %s, which a client cannot send"
                                .formatted(entry.getKey(), tensor.getDtype()));
            }
        }
        return Optional.empty();
    }

    private static List<TensorSpec> specs(Map<String, TensorInfo> tensors) {
        List<TensorSpec> specs = new ArrayList<>();
        new TreeMap<>(tensors)
                .forEach((alias, tensor) -> {
                    DataType dataType = DataTypes.of(tensor.getDtypeValue()).orElseThrow();
                    specs.add(
                            new TensorSpec(
                                    alias,
                                    dataType,
                                    shape(tensor.getTensorShape()),
                                    List.of(),
                                    tensor.getName()));
                });
        return specs;
    }

    private static Shape shape(TensorShapeProto shape) {
        if (shape.getUnknownRank()) {
            return Shape.ANY;
        }
        return Shape.of(
                shape.getDimList().stream()
                        .mapToLong(dim -> Math.max(dim.getSize(), Shape.UNKNOWN))
                        .toArray());
    }
}

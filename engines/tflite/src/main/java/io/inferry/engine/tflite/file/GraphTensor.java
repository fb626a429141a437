package io.inferry.engine.tflite.file;

import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * One input or output of a subgraph.
 *
 * @param index among the subgraph's tensors
 * @param type as the schema numbers it
 */
record GraphTensor(int index, String name, int type, Shape shape) {
    private static final int RANK_MAX = 64;

    static GraphTensor read(Table tensor, int index) throws ModelFileException {
        List<Integer> signature = tensor.numbers(7);
        List<Integer> dims = signature.isEmpty() ? tensor.numbers(0) : signature;
        if (dims.size() > RANK_MAX) {
            throw new ModelFileException("a tensor has " + dims.size() + " dimensions");
        }
        for (int dim : dims) {
            if (dim < Shape.UNKNOWN) {
                throw new ModelFileException("a tensor has the shape " + dims);
            }
        }
        Shape shape = Shape.of(dims.stream().mapToLong(Integer::longValue).toArray());
        return new GraphTensor(index, tensor.text(3), tensor.unsignedByte(1), shape);
    }

    /** As callers see it; nothing when its elements have no type of ours. */
    Optional<TensorSpec> spec(String alias, String graphName) {
        Optional<DataType> dataType = ElementTypes.dataType(type);
        return dataType.map(each -> new TensorSpec(alias, each, shape, List.of(), graphName));
    }
}

package io.inferry.engine.trees;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.trees.forest.Ensemble.Inputs;
import io.inferry.engine.trees.forest.TextCodes;
import java.util.List;
import java.util.Map;

/** Makes the matrix that trees walk of the columns of a table. */
final class TextRunner implements Runner {
    private final Map<String, Signature> matrices;
    private final Runner runner;
    private final Inputs inputs;
    private final TensorMemory memory;

    TextRunner(Model model, Inputs inputs, TensorMemory memory) {
        this.matrices = model.signatures();
        this.runner = model.newRunner();
        this.inputs = inputs;
        this.memory = memory;
    }

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> columns, List<String> outputs) {
        Signature matrix = matrices.get(signature.name());
        if (matrix == null) {
            throw new IllegalStateException("no signature " + signature.name());
        }
        TensorSpec input = matrix.inputs().getFirst();
        int width = inputs.features();
        long rows = column(signature, 0, columns).shape().dim(0);
        Shape shape = Shape.of(rows, width);
        try (NumericTensor x = NumericTensor.allocate(memory, input.dataType(), shape)) {
            for (int at = 0; at < width; at++) {
                Tensor column = column(signature, at, columns);
                TextCodes codes = inputs.texts().get(at);
                if (column instanceof StringTensor texts && codes != null) {
                    long cell = at;
                    for (byte[] text : texts.elements()) {
                        Answers.set(x, cell, codes.of(text));
                        cell += width;
                    }
                } else if (column instanceof NumericTensor numbers && codes == null) {
                    for (long row = 0; row < rows; row++) {
                        double value =
                                numbers.segment().get(LittleEndian.DOUBLE, row * Double.BYTES);
                        Answers.set(x, row * width + at, value);
                    }
                } else {
                    TensorSpec spec = signature.inputs().get(at);
                    throw ServingException.dataTypeMismatch(
                            spec.name(), spec.dataType(), column.dataType());
                }
            }
            return runner.run(matrix, Map.of(input.name(), x), outputs);
        }
    }

    private static Tensor column(Signature signature, int at, Map<String, Tensor> columns) {
        String name = signature.inputs().get(at).name();
        Tensor column = columns.get(name);
        if (column == null) {
            throw ServingException.invalidArgument("column '" + name + "' is missing");
        }
        return column;
    }

    @Override
    public void close() {
        runner.close();
    }
}

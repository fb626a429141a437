package io.inferry.engine.trees;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.CountingMemory;
import io.inferry.contracts.Numbers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** One loaded model with one runner. */
record Workbench(CountingMemory memory, Model model, Runner runner) implements AutoCloseable {
    private static final int ROWS_ALONE = 50;

    static Workbench of(Path file, Map<String, String> options) {
        CountingMemory memory = new CountingMemory();
        Model model =
                new TreesEngine()
                        .load(new LoadRequest(new ModelId("made", 1), file, options, memory));
        return new Workbench(memory, model, model.newRunner());
    }

    Signature signature() {
        return model.signatures().get(Signature.DEFAULT_NAME);
    }

    /** All outputs for rows, each as numbers. */
    Map<String, double[]> run(double... values) {
        return run(signature(), values);
    }

    /** The sums of leaves, whatever the model calls them. */
    double[] margins(double... values) {
        Map<String, double[]> answers = run(values);
        double[] margins = answers.get("margin");
        return margins == null ? Objects.requireNonNull(answers.get("prediction")) : margins;
    }

    /** How much each feature added, for rows. */
    Map<String, double[]> explain(double... values) {
        return run(model.signatures().get(Signature.EXPLAIN_NAME), values);
    }

    private Map<String, double[]> run(Signature signature, double... values) {
        TensorSpec x = signature.inputs().getFirst();
        Shape shape = Shape.of(values.length / x.shape().dim(1), x.shape().dim(1));
        try (NumericTensor rows = tensor(x.dataType(), shape, values)) {
            Map<String, Tensor> answers =
                    runner.run(
                            signature,
                            Map.of(x.name(), rows),
                            signature.outputs().stream().map(TensorSpec::name).toList());
            Map<String, double[]> numbers = new HashMap<>();
            answers.forEach(
                    (name, tensor) -> numbers.put(name, Numbers.toDoubles((NumericTensor) tensor)));
            answers.values().forEach(Tensor::close);
            return numbers;
        }
    }

    /** Fails unless the first rows, each asked alone, get the bits that they got among others. */
    void assertSameAlone(Map<String, double[]> together, double... values) {
        int features = (int) signature().inputs().getFirst().shape().dim(1);
        int rows = values.length / features;
        for (int row = 0; row < Math.min(ROWS_ALONE, rows); row++) {
            Map<String, double[]> alone =
                    run(Arrays.copyOfRange(values, row * features, (row + 1) * features));
            for (Map.Entry<String, double[]> answer : together.entrySet()) {
                int width = answer.getValue().length / rows;
                assertThat(alone.get(answer.getKey()))
                        .as("%s of row %d", answer.getKey(), row)
                        .containsExactly(
                                Arrays.copyOfRange(
                                        answer.getValue(), row * width, (row + 1) * width));
            }
        }
    }

    private NumericTensor tensor(DataType dataType, Shape shape, double... values) {
        if (dataType == DataType.FLOAT64) {
            return NumericTensor.ofDoubles(memory, shape, values);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return NumericTensor.ofFloats(memory, shape, floats);
    }

    @Override
    public void close() {
        runner.close();
        model.close();
    }
}

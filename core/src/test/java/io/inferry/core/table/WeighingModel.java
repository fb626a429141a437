package io.inferry.core.table;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Column;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model in plain Java of a matrix of three features: {@code score} is 1, 10 and 100 times them,
 * {@code label} 1 where that is positive; signature {@code explain} answers the three parts.
 */
final class WeighingModel implements Model {
    static final List<Integer> WEIGHTS = List.of(1, 10, 100);

    private static final TensorSpec FEATURES =
            new TensorSpec("features", DataType.FLOAT32, Shape.of(-1, 3));
    private static final TensorSpec SCORE = new TensorSpec("score", DataType.FLOAT32, Shape.of(-1));
    private static final TensorSpec LABEL = new TensorSpec("label", DataType.INT64, Shape.of(-1));
    private static final TensorSpec PARTS =
            new TensorSpec("contributions", DataType.FLOAT32, Shape.of(-1, 3));

    private final List<Column> columns;
    private final TensorMemory memory;
    private boolean closed;

    WeighingModel(List<Column> columns, TensorMemory memory) {
        this.columns = columns;
        this.memory = memory;
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(
                Signature.DEFAULT_NAME,
                new Signature(Signature.DEFAULT_NAME, List.of(FEATURES), List.of(SCORE, LABEL)),
                Signature.EXPLAIN_NAME,
                new Signature(Signature.EXPLAIN_NAME, List.of(FEATURES), List.of(PARTS)));
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public String platform() {
        return "java";
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public long nativeBytes() {
        return 0;
    }

    @Override
    public Runner newRunner() {
        return new Weighing(memory);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    private record Weighing(TensorMemory memory) implements Runner {
        @Override
        public Map<String, Tensor> run(
                Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
            float[] x = ((NumericTensor) inputs.get("features")).toFloats();
            float[] scores = new float[x.length / 3];
            float[] parts = new float[x.length];
            long[] labels = new long[scores.length];
            for (int i = 0; i < x.length; i++) {
                parts[i] = WEIGHTS.get(i % 3) * x[i];
                scores[i / 3] += parts[i];
                labels[i / 3] = scores[i / 3] > 0 ? 1 : 0;
            }
            Shape rows = Shape.of(scores.length);
            Map<String, Tensor> answers = new LinkedHashMap<>();
            for (String name : outputs) {
                answers.put(
                        name,
                        switch (name) {
                            case "score" -> NumericTensor.ofFloats(memory, rows, scores);
                            case "label" -> NumericTensor.ofLongs(memory, rows, labels);
                            default ->
                                    NumericTensor.ofFloats(
                                            memory, Shape.of(scores.length, 3), parts);
                        });
            }
            return answers;
        }

        @Override
        public void close() {}
    }
}

package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.protocol.tfserving.wire.TypeName;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classes of each example: labels, scores or both, {@code [examples, classes]}. */
public final class Classifications implements ExampleResult {
    private static final byte[] NO_LABEL = {};

    private final int examples;
    private final int classes;
    private final @Nullable List<byte[]> labels;
    private final @Nullable MemorySegment scores;

    Classifications(
            int examples,
            int classes,
            @Nullable List<byte[]> labels,
            @Nullable MemorySegment scores) {
        this.examples = examples;
        this.classes = classes;
        this.labels = labels;
        this.scores = scores;
    }

    static Classifications of(Map<String, Tensor> outputs, int examples) {
        @Nullable Tensor labels = outputs.get(Head.CLASSES);
        @Nullable Tensor scores = outputs.get(Head.SCORES);
        if (labels != null) {
            check(Head.CLASSES, labels, DataType.STRING, examples);
        }
        if (scores != null) {
            check(Head.SCORES, scores, DataType.FLOAT32, examples);
        }
        if (labels != null && scores != null && labels.shape().dim(1) != scores.shape().dim(1)) {
            throw ServingException.invalidArgument(
                    "Tensors class and score should match in dim_size(1). Got "
                            + labels.shape().dim(1)
                            + " vs. "
                            + scores.shape().dim(1));
        }
        @Nullable Tensor either = labels == null ? scores : labels;
        return new Classifications(
                examples,
                either == null ? 0 : Math.toIntExact(either.shape().dim(1)),
                labels instanceof StringTensor texts ? texts.elements() : null,
                scores instanceof NumericTensor numbers ? numbers.segment() : null);
    }

    private static void check(String name, Tensor tensor, DataType type, int examples) {
        if (tensor.shape().rank() != 2) {
            throw ServingException.invalidArgument(
                    "Expected Tensor shape: [batch_size num_classes] but got " + tensor.shape());
        }
        if (tensor.dataType() != type) {
            throw ServingException.invalidArgument(
                    "Expected "
                            + name
                            + " Tensor of "
                            + TypeName.of(type).proto()
                            + ". Got: "
                            + TypeName.of(tensor.dataType()).proto());
        }
        if (tensor.shape().dim(0) != examples) {
            throw ServingException.invalidArgument(
                    "Expected "
                            + name
                            + " output batch size of "
                            + examples
                            + ". Got: "
                            + tensor.shape().dim(0));
        }
    }

    @Override
    public int examples() {
        return examples;
    }

    /** How many classes each example has. */
    public int classes() {
        return classes;
    }

    /** The label of a class in UTF-8; no bytes where the model has no labels. */
    public byte[] label(int example, int index) {
        return labels == null ? NO_LABEL : labels.get(example * classes + index);
    }

    /** The score of a class; 0 where the model has no scores. */
    public float score(int example, int index) {
        return scores == null
                ? 0
                : scores.getAtIndex(LittleEndian.FLOAT, (long) example * classes + index);
    }
}

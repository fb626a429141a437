package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.protocol.tfserving.wire.TypeName;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value of each example: {@code [examples]} or {@code [examples, 1]}. */
public final class Regressions implements ExampleResult {
    private final int examples;
    private final MemorySegment values;

    Regressions(int examples, MemorySegment values) {
        this.examples = examples;
        this.values = values;
    }

    static Regressions of(Map<String, Tensor> outputs, int examples) {
        @Nullable Tensor output = outputs.get(Head.OUTPUTS);
        if (output == null) {
            throw ServingException.invalidArgument("Could not find output tensor 'outputs'");
        }
        Shape shape = output.shape();
        if (shape.rank() != 1 && (shape.rank() != 2 || shape.dim(1) != 1)) {
            throw ServingException.invalidArgument(
                    "Expected output Tensor shape to be either [batch_size] or [batch_size, 1] but"
                            + " got "
                            + shape);
        }
        if (shape.dim(0) != examples) {
            throw ServingException.invalidArgument(
                    "Input batch size did not match output batch size: "
                            + examples
                            + " vs. "
                            + shape.dim(0));
        }
        if (!(output instanceof NumericTensor numbers) || output.dataType() != DataType.FLOAT32) {
            throw ServingException.invalidArgument(
                    "Expected output Tensor of DT_FLOAT.  Got: "
                            + TypeName.of(output.dataType()).proto());
        }
        return new Regressions(examples, numbers.segment());
    }

    @Override
    public int examples() {
        return examples;
    }

    /** The value of an example. */
    public float value(int example) {
        return values.getAtIndex(LittleEndian.FLOAT, example);
    }
}

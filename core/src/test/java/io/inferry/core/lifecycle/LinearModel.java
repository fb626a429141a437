package io.inferry.core.lifecycle;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.List;
import java.util.Map;

/** Answers {@code y = a x + b}; refuses to run once it was closed, as native code would crash. */
final class LinearModel implements Model {
    static final long NATIVE_BYTES = 1000;
    static final Signature SIGNATURE =
            new Signature(
                    Signature.DEFAULT_NAME,
                    List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1))),
                    List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1))));

    private final float a;
    private final float b;
    private final boolean refusesZeros;
    private final TensorMemory memory;
    private final Runnable whenClosed;
    private volatile boolean closed;

    LinearModel(Map<String, String> words, TensorMemory memory, Runnable whenClosed) {
        this.a = Float.parseFloat(words.getOrDefault("a", "1"));
        this.b = Float.parseFloat(words.getOrDefault("b", "0"));
        this.refusesZeros = words.getOrDefault("zeros", "take").equals("refuse");
        this.memory = memory;
        this.whenClosed = whenClosed;
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(Signature.DEFAULT_NAME, SIGNATURE);
    }

    @Override
    public String platform() {
        return "linear";
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public long nativeBytes() {
        return NATIVE_BYTES;
    }

    @Override
    public Runner newRunner() {
        return new LinearRunner();
    }

    @Override
    public void close() {
        if (closed) {
            throw new IllegalStateException("a model was closed twice");
        }
        closed = true;
        whenClosed.run();
    }

    private final class LinearRunner implements Runner {
        @Override
        public Map<String, Tensor> run(
                Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
            if (closed) {
                throw new IllegalStateException("a closed model was run");
            }
            NumericTensor x = (NumericTensor) inputs.get("x");
            float[] values = x.toFloats();
            for (int i = 0; i < values.length; i++) {
                if (values[i] == 0 && refusesZeros) {
                    throw ServingException.invalidArgument("zero is refused");
                }
                values[i] = a * values[i] + b;
            }
            return Map.of("y", NumericTensor.ofFloats(memory, x.shape(), values));
        }

        @Override
        public void close() {}
    }
}

package io.inferry.core.batching;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A model in plain Java: output {@code sum} is the sum of each row of {@code x}, output {@code
 * name} the text of each row of {@code label} in upper case where the signature has one. Fails when
 * a runner is used by two threads at once, or after it was closed.
 */
public final class TestModel implements Model {
    /** What happens in a run before the sums are made. */
    public interface Act {
        /** Nothing. */
        Act NONE = x -> {};

        void run(float[] x);

        /** Whether the model says that it remembers. */
        default boolean isStateful() {
            return false;
        }
    }

    public static final Signature SUMS =
            new Signature(
                    Signature.DEFAULT_NAME,
                    List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, -1))),
                    List.of(new TensorSpec("sum", DataType.FLOAT32, Shape.of(-1))));

    public static final Signature LABELS =
            new Signature(
                    "labels",
                    List.of(
                            new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, -1)),
                            new TensorSpec("label", DataType.STRING, Shape.of(-1))),
                    List.of(
                            new TensorSpec("sum", DataType.FLOAT32, Shape.of(-1)),
                            new TensorSpec("name", DataType.STRING, Shape.of(-1))));

    /** Its output has one row, whatever the input has, which the signature does not say. */
    public static final Signature TOTAL =
            new Signature("total", SUMS.inputs(), List.of(SUMS.outputs().getFirst()));

    /** What padding at the end of a row does not change: its first element. */
    public static final Signature FIRSTS =
            new Signature(
                    "firsts",
                    List.of(
                            new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, -1)),
                            new TensorSpec("label", DataType.STRING, Shape.of(-1, -1))),
                    List.of(
                            new TensorSpec("first", DataType.FLOAT32, Shape.of(-1)),
                            new TensorSpec("word", DataType.STRING, Shape.of(-1))));

    /** Says how long its rows were, which depends on whom they ran with. */
    public static final Signature ECHO =
            new Signature(
                    "echo",
                    SUMS.inputs(),
                    List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, -1))));

    private final TensorMemory memory;
    private final Act act;
    private final AtomicInteger runnersOpen = new AtomicInteger();
    private final Queue<Long> runs = new ConcurrentLinkedQueue<>();

    public TestModel(TensorMemory memory, Act act) {
        this.memory = memory;
        this.act = act;
    }

    /** Rows of every run so far, in order. */
    public List<Long> runs() {
        return List.copyOf(runs);
    }

    int runnersOpen() {
        return runnersOpen.get();
    }

    @Override
    public Map<String, Signature> signatures() {
        return List.of(SUMS, LABELS, TOTAL, FIRSTS, ECHO).stream()
                .collect(Collectors.toMap(Signature::name, signature -> signature));
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
    public boolean isStateful() {
        return act.isStateful();
    }

    @Override
    public Runner newRunner() {
        runnersOpen.incrementAndGet();
        return new TestRunner();
    }

    @Override
    public void close() {}

    private final class TestRunner implements Runner {
        private final AtomicBoolean inUse = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public Map<String, Tensor> run(
                Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
            if (!inUse.compareAndSet(false, true)) {
                throw new AssertionError("two threads use one runner");
            }
            try {
                if (closed.get()) {
                    throw new AssertionError("runner is closed");
                }
                return answer(signature, inputs, outputs);
            } finally {
                inUse.set(false);
            }
        }

        @Override
        public void close() {
            if (!closed.compareAndSet(false, true)) {
                throw new AssertionError("runner was closed twice");
            }
            runnersOpen.decrementAndGet();
        }
    }

    private Map<String, Tensor> answer(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        if (!(inputs.get("x") instanceof NumericTensor x)) {
            throw new AssertionError("no x");
        }
        runs.add(x.shape().dim(0));
        float[] values = x.toFloats();
        act.run(values);
        Map<String, Tensor> answers = new LinkedHashMap<>();
        for (String output : outputs) {
            answers.put(
                    output,
                    switch (output) {
                        case "name" -> upperCase(inputs.get("label"));
                        case "word" -> firstWords(inputs.get("label"));
                        case "first" -> firsts(values, x.shape().dim(0));
                        case "x" -> NumericTensor.ofFloats(memory, x.shape(), values);
                        default ->
                                sums(
                                        values,
                                        signature.name().equals(TOTAL.name())
                                                ? 1
                                                : x.shape().dim(0));
                    });
        }
        return answers;
    }

    private Tensor firsts(float[] values, long rows) {
        float[] firsts = new float[(int) rows];
        for (int row = 0; row < rows; row++) {
            firsts[row] = values[row * (values.length / (int) rows)];
        }
        return NumericTensor.ofFloats(memory, Shape.of(rows), firsts);
    }

    private static Tensor firstWords(Tensor label) {
        long rows = label.shape().dim(0);
        String[] words = new String[(int) rows];
        if (label instanceof StringTensor strings) {
            List<String> all = strings.toTexts();
            for (int row = 0; row < rows; row++) {
                words[row] = all.get(row * (all.size() / (int) rows));
            }
        }
        return StringTensor.ofTexts(Shape.of(rows), words);
    }

    private Tensor sums(float[] values, long rows) {
        float[] sums = new float[(int) rows];
        for (int i = 0; i < values.length; i++) {
            sums[(int) (i / (values.length / rows))] += values[i];
        }
        return NumericTensor.ofFloats(memory, Shape.of(rows), sums);
    }

    private static Tensor upperCase(Tensor label) {
        String[] texts =
                label instanceof StringTensor strings
                        ? strings.toTexts().stream().map(String::toUpperCase).toArray(String[]::new)
                        : new String[0];
        return StringTensor.ofTexts(label.shape(), texts);
    }
}

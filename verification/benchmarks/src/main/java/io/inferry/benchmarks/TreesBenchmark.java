package io.inferry.benchmarks;

import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.core.memory.MemoryLimits;
import io.inferry.core.memory.PooledMemory;
import io.inferry.engine.trees.TreesEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The engine for trees beside the libraries that train them, one thread each: from a tensor to
 * tensors here, from an array to an array there. No two calls in a row ask about the same rows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TreesBenchmark {
    /** Numbers enough to be no branch predictor's memory, few enough for the cache. */
    private static final int ROWS_KEPT = 4_000;

    /** A file of the breast cancer models, or 500 trees of depth 8. */
    @Param({"bc_xgboost", "bc_lightgbm", "xgboost", "lightgbm"})
    public String model = "bc_xgboost";

    /** Rows asked at once. */
    @Param({"1", "1000"})
    public int rows = 1;

    private final PooledMemory memory = new PooledMemory(MemoryLimits.STANDARD);
    private float[][] questions = {};
    private List<Map<String, Tensor>> tensors = List.of();
    private TreeLibrary library;
    private Model loaded;
    private Runner runner;
    private Signature signature;
    private List<String> outputs = List.of();
    private List<String> onlyOne = List.of();
    private int turn;

    @Setup
    public void load() throws Exception {
        TreeModel chosen = TreeModel.named(model);
        questions = cut(chosen.rows(ROWS_KEPT));
        library = chosen.library();
        ModelId id = new ModelId(model, 1);
        loaded = new TreesEngine().load(new LoadRequest(id, chosen.file(), Map.of(), memory));
        runner = loaded.newRunner();
        signature = loaded.signatures().get(Signature.DEFAULT_NAME);
        outputs = signature.outputs().stream().map(TensorSpec::name).toList();
        onlyOne = outputs.subList(outputs.size() - 1, outputs.size());
        Shape shape = Shape.of(rows, TreeModel.FEATURES);
        String input = signature.inputs().getFirst().name();
        tensors =
                Arrays.stream(questions)
                        .map(each -> NumericTensor.ofFloats(memory, shape, each))
                        .map(each -> Map.<String, Tensor>of(input, each))
                        .toList();
    }

    private float[][] cut(float[] all) {
        int width = rows * TreeModel.FEATURES;
        float[][] pieces = new float[all.length / width][];
        Arrays.setAll(pieces, i -> Arrays.copyOfRange(all, i * width, (i + 1) * width));
        return pieces;
    }

    private int next() {
        turn = turn + 1 < questions.length ? turn + 1 : 0;
        return turn;
    }

    /** Every output that the model has. */
    @Benchmark
    public void inferry() {
        run(outputs);
    }

    /** Only the sums of the leaves. */
    @Benchmark
    public void inferryMargin() {
        run(onlyOne);
    }

    private void run(List<String> wanted) {
        runner.run(signature, tensors.get(next()), wanted).values().forEach(Tensor::close);
    }

    /** XGBoost's {@code inplace_predict}, LightGBM's {@code predictForMat}. */
    @Benchmark
    public Object library() {
        return library.predict(questions[next()], rows);
    }

    /** XGBoost's {@code DMatrix} and {@code predict}, LightGBM's {@code SingleRowFast}. */
    @Benchmark
    public Object libraryOtherwise() {
        return library.predictOtherwise(questions[next()], rows);
    }

    @TearDown
    public void close() {
        tensors.forEach(each -> each.values().forEach(Tensor::close));
        runner.close();
        loaded.close();
        library.close();
        memory.close();
    }
}

package io.inferry.benchmarks;

import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.core.memory.MemoryLimits;
import io.inferry.core.memory.PooledMemory;
import io.inferry.engine.trees.TreesEngine;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Contributions of features beside the libraries, one thread each. No two calls in a row ask about
 * the same rows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExplainBenchmark {
    private static final int ROWS_KEPT = 200;
    private static final int BACKGROUND_ROWS = 100;

    /** A file of the breast cancer models, or 500 trees of depth 8. */
    @Param({"bc_xgboost", "bc_lightgbm", "xgboost", "lightgbm"})
    public String model = "bc_xgboost";

    /** Rows asked at once. */
    @Param({"1", "100"})
    public int rows = 1;

    private final PooledMemory memory = new PooledMemory(MemoryLimits.STANDARD);
    private float[][] questions = {};
    private List<Map<String, Tensor>> tensors = List.of();
    private TreeLibrary library;
    private Explaining pathDependent;
    private Explaining interventional;
    private int turn;

    private record Explaining(Model model, Runner runner) {
        static Explaining of(Path file, Map<String, String> options, PooledMemory memory) {
            ModelId id = new ModelId("explained", 1);
            Model model = new TreesEngine().load(new LoadRequest(id, file, options, memory));
            return new Explaining(model, model.newRunner());
        }

        void run(Map<String, Tensor> tensors) {
            Signature signature = model.signatures().get(Signature.EXPLAIN_NAME);
            List<String> outputs = List.of("contributions", "bias");
            runner.run(signature, tensors, outputs).values().forEach(Tensor::close);
        }

        void close() {
            runner.close();
            model.close();
        }
    }

    @Setup
    public void load() throws Exception {
        TreeModel chosen = TreeModel.named(model);
        float[] all = chosen.rows(ROWS_KEPT);
        int width = rows * TreeModel.FEATURES;
        questions = new float[all.length / width][];
        Arrays.setAll(questions, i -> Arrays.copyOfRange(all, i * width, (i + 1) * width));
        library = chosen.library();
        String background = model + ".csv";
        Files.writeString(
                chosen.file().resolveSibling(background), csv(chosen.rows(BACKGROUND_ROWS)));
        pathDependent = Explaining.of(chosen.file(), Map.of(), memory);
        interventional =
                Explaining.of(
                        chosen.file(),
                        Map.of("explain", "interventional", "background", background),
                        memory);
        Shape shape = Shape.of(rows, TreeModel.FEATURES);
        tensors =
                Arrays.stream(questions)
                        .map(each -> NumericTensor.ofFloats(memory, shape, each))
                        .map(each -> Map.<String, Tensor>of("x", each))
                        .toList();
    }

    private static String csv(float[] rows) {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < rows.length; i++) {
            csv.append(rows[i]).append((i + 1) % TreeModel.FEATURES == 0 ? '\n' : ',');
        }
        return csv.toString();
    }

    private int next() {
        turn = turn + 1 < questions.length ? turn + 1 : 0;
        return turn;
    }

    /** By the covers of nodes, as the libraries do. */
    @Benchmark
    public void inferry() {
        pathDependent.run(tensors.get(next()));
    }

    /** Compared with 100 rows. */
    @Benchmark
    public void inferryInterventional() {
        interventional.run(tensors.get(next()));
    }

    /** XGBoost's {@code predictContrib}, LightGBM's {@code C_API_PREDICT_CONTRIB}. */
    @Benchmark
    public Object library() {
        return library.explain(questions[next()], rows);
    }

    @TearDown
    public void close() {
        tensors.forEach(each -> each.values().forEach(Tensor::close));
        pathDependent.close();
        interventional.close();
        library.close();
        memory.close();
    }
}

package io.inferry.engine.mxnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Convolutions use scratch memory that MXNet would share: see {@code Carriers}. */
class SideBySideTest {
    private static final int RUNNERS = 8;
    private static final int RUNS = 500;

    @TempDir Path directory;

    @BeforeAll
    static void assumeMxnet() {
        Net.assumeMxnet();
    }

    @Test
    void runnersOfAConvolutionGiveTheSameAnswersWithAnyNumberOfRows() throws Exception {
        try (Model model = Net.copy("tiny_cnn", directory).load(Map.of());
                ExecutorService threads = Executors.newFixedThreadPool(RUNNERS)) {
            GoldenCase golden = Golden.read("tiny_cnn").first();
            List<Runner> runners = new ArrayList<>();
            for (int i = 0; i < RUNNERS; i++) {
                runners.add(model.newRunner());
            }
            List<Future<?>> all = new ArrayList<>();
            for (Runner runner : runners) {
                all.add(threads.submit(() -> assertAlwaysAnswers(runner, model, golden)));
            }
            for (Future<?> each : all) {
                each.get();
            }
            runners.forEach(Runner::close);
        }
    }

    private static void assertAlwaysAnswers(Runner runner, Model model, GoldenCase golden) {
        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        Map<String, Tensor> inputs = golden.inputTensors(TensorMemory.unpooled());
        for (int run = 0; run < RUNS; run++) {
            golden.assertMatches(runner.run(signature, inputs, List.of("logits_output")), 1e-5);
            Tensor row = inputs.get("data").rows(run % 2, 1);
            Tensor answer =
                    runner.run(signature, Map.of("data", row), List.of("logits_output"))
                            .get("logits_output");
            Tensor expected =
                    golden.outputTensors(TensorMemory.unpooled())
                            .get("logits_output")
                            .rows(run % 2, 1);
            assertThat(((NumericTensor) answer).toFloats())
                    .containsExactly(((NumericTensor) expected).toFloats(), within(1e-5f));
        }
    }
}

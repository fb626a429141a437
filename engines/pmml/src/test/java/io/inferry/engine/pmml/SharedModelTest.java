package io.inferry.engine.pmml;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All runners share one model, from its very first row on. */
class SharedModelTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = 300;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logistic",
                "tree",
                "general_regression",
                "neural_network",
                "forest_vote",
                "boosted_chain",
                "select_first",
                "kmeans",
                "neighbors_vote",
                "naive_bayes",
                "rules",
                "scorecard",
                "svm_regression",
                "isolation_forest"
            })
    void threadsGetTheSameAnswersFromTheFirstRowOn(String fixture) throws Exception {
        GoldenCase golden = Golden.read(fixture).first();
        Path file = Fixtures.copyModel(fixture + ".pmml", directory);
        try (Model model = new Workbench(directory).load(file, Map.of())) {
            Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
            List<String> outputs = signature.outputs().stream().map(TensorSpec::name).toList();
            atOnce(() -> {
                try (Runner runner = model.newRunner()) {
                    for (int i = 0; i < ROUNDS; i++) {
                        Map<String, Tensor> inputs = golden.inputTensors(TensorMemory.unpooled());
                        golden.assertMatches(runner.run(signature, inputs, outputs), 1e-12);
                    }
                }
                return true;
            });
        }
    }

    @Test
    void textsThatTheModelNeverMetDoNotGatherInIt() throws Exception {
        String open = Pmml.field("x", "categorical", "string", "");
        try (Model model = new Workbench(directory).load(Pmml.tree(open, "", ""), Map.of())) {
            atOnce(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    String fresh = Thread.currentThread().threadId() + "-" + i;
                    assertThat(Workbench.labels(model, fresh, "red"))
                            .containsExactly("other", "hit");
                }
                return true;
            });
        }
    }

    private static void atOnce(Callable<Boolean> act) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(
                        threads.submit(() -> {
                            start.await();
                            return act.call();
                        }));
            }
            for (Future<Boolean> each : all) {
                assertThat(each.get()).isTrue();
            }
        }
    }
}

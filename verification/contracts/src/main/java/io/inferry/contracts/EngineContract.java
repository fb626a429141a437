package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine keeps, whatever runs beneath it: right answers, complete signatures, and no
 * input that takes the process down. An engine's module extends this with its samples; the first
 * must have one numeric input of rank 2 or more with free rows. Broken files are the matter of
 * {@link BrokenArtifactContract}.
 */
public abstract class EngineContract {
    private static final int PARALLEL_RUNNERS = 8;
    private static final int RUNS_EACH = 50;

    /** Where tensors of these tests live; nothing may be left in it after a test. */
    protected final CountingMemory memory = new CountingMemory();

    @TempDir Path directory;

    /** A fresh engine. */
    protected abstract Engine engine();

    /** Models with known answers; the first one is small. */
    protected abstract List<ModelSample> samples();

    /** Puts a sample where the engine can load it; a file by default. */
    protected Path place(ModelSample sample, Path target) {
        return Fixtures.copyModel(sample.fixture(), target);
    }

    @AfterEach
    void nothingIsLeftInMemory() {
        assertThat(memory.blocks()).as("tensors that nobody closed").isZero();
    }

    @Test
    void answersAreThoseOfTheModelsOwnFramework() {
        for (ModelSample sample : samples()) {
            try (LoadedSample loaded = load(sample)) {
                sample.cases().forEach(loaded::assertAnswersRight);
            }
        }
    }

    @Test
    void signaturesNameEveryInputAndOutputOfTheSamples() {
        for (ModelSample sample : samples()) {
            try (LoadedSample loaded = load(sample)) {
                assertThat(loaded.model().signatures()).containsKey(Signature.DEFAULT_NAME);
                assertThat(loaded.model().platform()).isNotEmpty();
                assertThat(loaded.model().nativeBytes()).isGreaterThanOrEqualTo(0);
                for (GoldenCase golden : sample.cases()) {
                    Signature signature = loaded.signature(golden.signature());
                    assertThat(signature.name()).isEqualTo(golden.signature());
                    golden.inputs()
                            .forEach((name, value) -> assertFits(signature.input(name), value));
                    golden.outputs()
                            .forEach((name, value) -> assertFits(signature.output(name), value));
                }
            }
        }
    }

    @Test
    void inspectionAgreesWithTheLoadedModel() {
        for (ModelSample sample : samples()) {
            Inspection inspection = engine().inspect(place(sample, directory));
            assertThat(inspection.byteSize()).isPositive();
            assertThat(inspection.facts()).isNotEmpty();
            try (LoadedSample loaded = load(sample)) {
                for (Signature seen : inspection.signatures()) {
                    Signature signature = loaded.signature(seen.name());
                    assertSame(seen.inputs(), signature.inputs());
                    assertSame(seen.outputs(), signature.outputs());
                }
            }
        }
    }

    @Test
    void theEngineRecognizesItsOwnArtifactsOnly() throws Exception {
        Path artifact = place(samples().getFirst(), directory);
        Path other = Files.writeString(directory.resolve("readme.txt"), "not a model");

        assertThat(engine().recognizes(artifact)).isTrue();
        assertThat(engine().recognizes(other)).isFalse();
        assertThat(engine().recognizes(directory.resolve("missing"))).isFalse();
    }

    @Test
    void outputsComeInTheOrderAskedForAndNoOthers() {
        for (ModelSample sample : samples()) {
            try (LoadedSample loaded = load(sample)) {
                Signature signature = loaded.signature(loaded.golden().signature());
                List<String> backwards =
                        signature.outputs().reversed().stream().map(TensorSpec::name).toList();
                Map<String, Tensor> inputs = loaded.golden().inputTensors(memory);
                Map<String, Tensor> all = loaded.runner().run(signature, inputs, backwards);
                Map<String, Tensor> last =
                        loaded.runner().run(signature, inputs, List.of(backwards.getFirst()));

                assertThat(all.keySet()).containsExactlyElementsOf(backwards);
                assertThat(last.keySet()).containsExactly(backwards.getFirst());
                List.of(inputs, all, last).forEach(LoadedSample::close);
            }
        }
    }

    @Test
    void laterRowsOfALargerTensorAreInputsLikeAnyOther() {
        try (LoadedSample loaded = loadFirst()) {
            Map<String, Tensor> whole = loaded.golden().inputTensors(memory);
            Map<String, Tensor> rows = rowsOf(whole);
            Map<String, Tensor> answer = loaded.run(loaded.golden().signature(), rows);
            Map<String, Tensor> expected = loaded.golden().outputTensors(memory);
            Map<String, Tensor> expectedRows = rowsOf(expected);

            expectedRows.forEach(
                    (name, row) -> assertClose(row, LoadedSample.present(answer, name)));
            List.of(whole, rows, answer, expected, expectedRows).forEach(LoadedSample::close);
        }
    }

    @Test
    void aWrongTypeIsRefused() {
        try (LoadedSample loaded = loadFirst()) {
            boolean isByte = loaded.firstInput().dataType() == DataType.INT8;
            DataType wrong = isByte ? DataType.FLOAT64 : DataType.INT8;

            loaded.assertRefused(
                    loaded.inputsWith(NumericTensor.allocate(memory, wrong, loaded.firstShape())));
        }
    }

    @Test
    void aWrongShapeIsRefused() {
        try (LoadedSample loaded = loadFirst()) {
            long[] wider = loaded.firstShape().toArray();
            wider[wider.length - 1] += 1;
            DataType dataType = loaded.firstInput().dataType();
            for (Shape wrong : List.of(Shape.of(wider), Shape.of(), Shape.of(0))) {
                loaded.assertRefused(
                        loaded.inputsWith(NumericTensor.allocate(memory, dataType, wrong)));
            }
        }
    }

    @Test
    void aMissingInputIsRefused() {
        try (LoadedSample loaded = loadFirst()) {
            loaded.assertRefused(Map.of());

            Map<String, Tensor> renamed = new LinkedHashMap<>();
            loaded.golden()
                    .inputTensors(memory)
                    .forEach((name, tensor) -> renamed.put(name + "?", tensor));
            loaded.assertRefused(renamed);
        }
    }

    @Test
    void aClosedTensorNeverReachesTheRuntime() {
        try (LoadedSample loaded = loadFirst()) {
            Map<String, Tensor> inputs = loaded.golden().inputTensors(memory);
            LoadedSample.close(inputs);

            Throwable thrown =
                    catchThrowable(() -> loaded.run(loaded.golden().signature(), inputs));

            assertThat(thrown).isInstanceOfAny(IllegalStateException.class, ServingException.class);
        }
    }

    @Test
    void runnersSideBySideGiveBitEqualAnswers() throws Exception {
        try (LoadedSample loaded = loadFirst();
                ExecutorService threads = Executors.newFixedThreadPool(PARALLEL_RUNNERS)) {
            List<byte[]> expected = loaded.answerBytes();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < PARALLEL_RUNNERS; i++) {
                LoadedSample beside = loaded.beside();
                all.add(threads.submit(() -> assertAlwaysAnswers(beside, expected)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    @Test
    void modelsAreIndependentOfEachOther() {
        try (LoadedSample kept = loadFirst()) {
            loadFirst().close();

            kept.assertAnswersRight(kept.golden());
        }
    }

    private LoadedSample loadFirst() {
        return load(samples().getFirst());
    }

    private LoadedSample load(ModelSample sample) {
        Path artifact = place(sample, directory);
        Model model =
                engine().load(new LoadRequest(new ModelId("m", 1), artifact, Map.of(), memory));
        return new LoadedSample(sample, model, model.newRunner(), memory);
    }

    private static void assertAlwaysAnswers(LoadedSample loaded, List<byte[]> expected) {
        try (Runner _ = loaded.runner()) {
            for (int run = 0; run < RUNS_EACH; run++) {
                List<byte[]> actual = loaded.answerBytes();
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(actual.get(i)).isEqualTo(expected.get(i));
                }
            }
        }
    }

    private static Map<String, Tensor> rowsOf(Map<String, Tensor> tensors) {
        Map<String, Tensor> rows = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> rows.put(name, tensor.rows(1, 1)));
        return rows;
    }

    private static void assertClose(Tensor expected, Tensor actual) {
        assertThat(Numbers.toDoubles((NumericTensor) actual))
                .containsExactly(Numbers.toDoubles((NumericTensor) expected), within(1e-5));
    }

    private static void assertFits(Optional<TensorSpec> found, GoldenValue value) {
        TensorSpec spec = found.orElseThrow();
        assertThat(spec.dataType()).isEqualTo(value.dataType());
        assertThat(spec.shape().accepts(value.shape()))
                .as("%s accepts %s", spec, value.shape())
                .isTrue();
    }

    /** The loaded model may know a shape more exactly than the file says. */
    private static void assertSame(List<TensorSpec> seen, List<TensorSpec> loaded) {
        assertThat(seen.stream().map(TensorSpec::name).toList())
                .isEqualTo(loaded.stream().map(TensorSpec::name).toList());
        for (int i = 0; i < seen.size(); i++) {
            assertThat(seen.get(i).dataType()).isEqualTo(loaded.get(i).dataType());
            assertThat(seen.get(i).shape().rank()).isEqualTo(loaded.get(i).shape().rank());
        }
    }
}

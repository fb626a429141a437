package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.ErrorCode;
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
import java.lang.foreign.ValueLayout;
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
 * input or file that takes the process down. An engine's module extends this with its samples; the
 * first must have one numeric input of rank 2 or more with free rows. Broken files are the matter
 * of {@link BrokenArtifactContract}.
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
            try (Model model = load(sample);
                    Runner runner = model.newRunner()) {
                for (GoldenCase golden : sample.cases()) {
                    Signature signature = signature(model, golden.signature());
                    Map<String, Tensor> answer = run(runner, signature, golden);
                    golden.assertMatches(answer, sample.tolerance());
                    close(answer);
                }
            }
        }
    }

    @Test
    void signaturesNameEveryInputAndOutputOfTheSamples() {
        for (ModelSample sample : samples()) {
            try (Model model = load(sample)) {
                assertThat(model.signatures()).containsKey(Signature.DEFAULT_NAME);
                assertThat(model.platform()).isNotEmpty();
                assertThat(model.nativeBytes()).isGreaterThanOrEqualTo(0);
                for (GoldenCase golden : sample.cases()) {
                    Signature signature = signature(model, golden.signature());
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
            Path artifact = place(sample, directory);
            Inspection inspection = engine().inspect(artifact);
            assertThat(inspection.byteSize()).isPositive();
            assertThat(inspection.facts()).isNotEmpty();
            try (Model model = load(artifact, Map.of())) {
                for (Signature seen : inspection.signatures()) {
                    Signature loaded = signature(model, seen.name());
                    assertSame(seen.inputs(), loaded.inputs());
                    assertSame(seen.outputs(), loaded.outputs());
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
            try (Model model = load(sample);
                    Runner runner = model.newRunner()) {
                GoldenCase golden = sample.cases().getFirst();
                Signature signature = signature(model, golden.signature());
                List<String> backwards =
                        signature.outputs().reversed().stream().map(TensorSpec::name).toList();
                Map<String, Tensor> inputs = golden.inputTensors(memory);
                Map<String, Tensor> all = runner.run(signature, inputs, backwards);
                Map<String, Tensor> last =
                        runner.run(signature, inputs, List.of(backwards.getFirst()));

                assertThat(all.keySet()).containsExactlyElementsOf(backwards);
                assertThat(last.keySet()).containsExactly(backwards.getFirst());
                close(all);
                close(last);
                close(inputs);
            }
        }
    }

    @Test
    void laterRowsOfALargerTensorAreInputsLikeAnyOther() {
        withFirst((model, runner, golden) -> {
            Map<String, Tensor> whole = golden.inputTensors(memory);
            Map<String, Tensor> rows = new LinkedHashMap<>();
            whole.forEach((name, tensor) -> rows.put(name, tensor.rows(1, 1)));
            Map<String, Tensor> answer = runner.run(defaultOf(model), rows, outputs(model));
            Map<String, Tensor> expected = golden.outputTensors(memory);
            expected.forEach((name, tensor) -> {
                try (Tensor row = tensor.rows(1, 1);
                        Tensor actual = present(answer, name)) {
                    assertThat(Numbers.toDoubles((NumericTensor) actual))
                            .containsExactly(Numbers.toDoubles((NumericTensor) row), within(1e-5));
                }
            });
            close(answer);
            close(expected);
            close(rows);
            close(whole);
        });
    }

    @Test
    void aWrongTypeIsRefused() {
        withFirst((model, runner, golden) -> {
            TensorSpec spec = defaultOf(model).inputs().getFirst();
            DataType wrong = spec.dataType() == DataType.INT8 ? DataType.FLOAT64 : DataType.INT8;
            Shape shape = present(golden.inputs(), spec.name()).shape();
            Map<String, Tensor> inputs = golden.inputTensors(memory);
            closeAndReplace(inputs, spec.name(), NumericTensor.allocate(memory, wrong, shape));

            assertRefused(model, runner, inputs);
            close(inputs);
        });
    }

    @Test
    void aWrongShapeIsRefused() {
        withFirst((model, runner, golden) -> {
            TensorSpec spec = defaultOf(model).inputs().getFirst();
            Shape right = present(golden.inputs(), spec.name()).shape();
            long[] wider = right.toArray();
            wider[wider.length - 1] += 1;
            for (Shape wrong : List.of(Shape.of(wider), Shape.of(), Shape.of(0))) {
                Map<String, Tensor> inputs = golden.inputTensors(memory);
                closeAndReplace(
                        inputs,
                        spec.name(),
                        NumericTensor.allocate(memory, spec.dataType(), wrong));

                assertRefused(model, runner, inputs);
                close(inputs);
            }
        });
    }

    @Test
    void aMissingInputIsRefused() {
        withFirst((model, runner, golden) -> {
            assertRefused(model, runner, Map.of());

            Map<String, Tensor> inputs = golden.inputTensors(memory);
            String name = inputs.keySet().iterator().next();
            Tensor tensor = inputs.remove(name);
            inputs.put(name + "?", tensor);
            assertRefused(model, runner, inputs);
            close(inputs);
        });
    }

    @Test
    void aClosedTensorNeverReachesTheRuntime() {
        withFirst((model, runner, golden) -> {
            Map<String, Tensor> inputs = golden.inputTensors(memory);
            close(inputs);

            Throwable thrown =
                    catchThrowable(() -> runner.run(defaultOf(model), inputs, outputs(model)));

            assertThat(thrown).isInstanceOfAny(IllegalStateException.class, ServingException.class);
        });
    }

    @Test
    void runnersSideBySideGiveBitEqualAnswers() throws Exception {
        ModelSample sample = samples().getFirst();
        GoldenCase golden = sample.cases().getFirst();
        try (Model model = load(sample);
                ExecutorService threads = Executors.newFixedThreadPool(PARALLEL_RUNNERS)) {
            List<byte[]> first = answerBytes(model, golden);
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < PARALLEL_RUNNERS; i++) {
                all.add(threads.submit(() -> alwaysAnswers(first, model, golden)));
            }
            for (Future<Boolean> each : all) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void modelsAreIndependentOfEachOther() {
        ModelSample sample = samples().getFirst();
        GoldenCase golden = sample.cases().getFirst();
        try (Model kept = load(sample);
                Runner runner = kept.newRunner()) {
            Model gone = load(sample);
            Runner other = gone.newRunner();
            other.close();
            gone.close();

            Map<String, Tensor> answer = run(runner, defaultOf(kept), golden);
            golden.assertMatches(answer, sample.tolerance());
            close(answer);
        }
    }

    private boolean alwaysAnswers(List<byte[]> expected, Model model, GoldenCase golden) {
        for (int i = 0; i < RUNS_EACH; i++) {
            List<byte[]> actual = answerBytes(model, golden);
            for (int k = 0; k < expected.size(); k++) {
                assertThat(actual.get(k)).isEqualTo(expected.get(k));
            }
        }
        return true;
    }

    private List<byte[]> answerBytes(Model model, GoldenCase golden) {
        try (Runner runner = model.newRunner()) {
            Map<String, Tensor> answer = run(runner, defaultOf(model), golden);
            List<byte[]> bytes = new ArrayList<>();
            for (Tensor tensor : answer.values()) {
                if (tensor instanceof NumericTensor numbers) {
                    bytes.add(numbers.segment().toArray(ValueLayout.JAVA_BYTE));
                }
            }
            close(answer);
            return bytes;
        }
    }

    /** One act on the first sample. */
    private interface Act {
        void on(Model model, Runner runner, GoldenCase golden);
    }

    private void withFirst(Act act) {
        ModelSample sample = samples().getFirst();
        try (Model model = load(sample);
                Runner runner = model.newRunner()) {
            act.on(model, runner, sample.cases().getFirst());
        }
    }

    /** Loads a sample with the engine's default options. */
    protected final Model load(ModelSample sample) {
        return load(place(sample, directory), Map.of());
    }

    /** Loads an artifact. */
    protected final Model load(Path artifact, Map<String, String> options) {
        return engine().load(new LoadRequest(new ModelId("m", 1), artifact, options, memory));
    }

    /** Runs one case and closes its inputs. */
    protected final Map<String, Tensor> run(Runner runner, Signature signature, GoldenCase golden) {
        Map<String, Tensor> inputs = golden.inputTensors(memory);
        try {
            return runner.run(
                    signature, inputs, signature.outputs().stream().map(TensorSpec::name).toList());
        } finally {
            close(inputs);
        }
    }

    /** Closes all of them. */
    protected static void close(Map<String, Tensor> tensors) {
        tensors.values().forEach(Tensor::close);
    }

    private void assertRefused(Model model, Runner runner, Map<String, Tensor> inputs) {
        assertThatThrownBy(() -> runner.run(defaultOf(model), inputs, outputs(model)))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    private static void closeAndReplace(
            Map<String, Tensor> inputs, String name, Tensor replacement) {
        Tensor old = inputs.put(name, replacement);
        if (old != null) {
            old.close();
        }
    }

    private static Signature defaultOf(Model model) {
        return signature(model, Signature.DEFAULT_NAME);
    }

    private static Signature signature(Model model, String name) {
        return present(model.signatures(), name);
    }

    private static <T> T present(Map<String, T> named, String name) {
        T value = named.get(name);
        if (value == null) {
            throw new AssertionError("no '" + name + "' in " + named.keySet());
        }
        return value;
    }

    private static List<String> outputs(Model model) {
        return defaultOf(model).outputs().stream().map(TensorSpec::name).toList();
    }

    private static void assertFits(Optional<TensorSpec> spec, GoldenValue value) {
        assertThat(spec).isPresent();
        assertThat(spec.orElseThrow().dataType()).isEqualTo(value.dataType());
        assertThat(spec.orElseThrow().shape().accepts(value.shape()))
                .as("%s accepts %s", spec.orElseThrow(), value.shape())
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

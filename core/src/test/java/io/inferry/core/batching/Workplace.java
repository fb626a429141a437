package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.observer.Observer;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.core.memory.MemoryLimits;
import io.inferry.core.memory.PooledMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An execution of a {@link TestModel} with real memory and a clock that a test moves. Closing it
 * checks that every job was answered once and every tensor and runner closed.
 */
final class Workplace implements AutoCloseable {
    static final ModelId ID = new ModelId("sums", 3);

    private final PooledMemory memory = new PooledMemory(MemoryLimits.STANDARD);
    private final AtomicLong nanos = new AtomicLong();
    private final List<Outcomes> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final List<String> observed = Collections.synchronizedList(new ArrayList<>());
    private final TestModel model;
    private final Execution execution;

    Workplace(ModelSettings settings, TestModel.Act act) {
        model = new TestModel(memory, act);
        Observer observer =
                new Observer() {
                    @Override
                    public void ran(ModelId id, int requests, int rows) {
                        observed.add(requests + " requests " + rows + " rows");
                    }
                };
        execution =
                Execution.start(
                        ID,
                        model,
                        settings,
                        new ExecutionContext(memory, List.of(observer), nanos::get));
    }

    Workplace(ModelSettings settings) {
        this(settings, TestModel.Act.NONE);
    }

    static ModelSettings settings(BatchSettings batching, LimitSettings limits, int instances) {
        ModelSettings standard = ModelSettings.STANDARD;
        return new ModelSettings(
                standard.engine(),
                standard.versions(),
                standard.labels(),
                batching,
                instances,
                standard.warmup(),
                limits,
                standard.engineOptions());
    }

    static ModelSettings settings(BatchSettings batching) {
        return settings(batching, LimitSettings.STANDARD, 1);
    }

    Execution execution() {
        return execution;
    }

    TestModel model() {
        return model;
    }

    PooledMemory memory() {
        return memory;
    }

    /** What the observer was told of runs. */
    List<String> observed() {
        return List.copyOf(observed);
    }

    void advance(long byNanos) {
        nanos.addAndGet(byNanos);
    }

    long now() {
        return nanos.get();
    }

    /** Runs the model often enough, in no time, that it counts as fast. */
    void makeFast() {
        try (Tensor x = x(1, 1f)) {
            execution.runNow(TestModel.SUMS, Map.of("x", x)).values().forEach(Tensor::close);
        }
    }

    /** Values as rows of that many. */
    NumericTensor x(int rows, float... values) {
        return NumericTensor.ofFloats(memory, Shape.of(rows, values.length / rows), values);
    }

    Outcomes submit(Exchange exchange, NumericTensor x) {
        return submit(exchange, x, Terms.STANDARD);
    }

    Outcomes submit(Exchange exchange, NumericTensor x, Terms terms) {
        return submit(TestModel.SUMS, exchange, Map.of("x", x), terms);
    }

    /** A request for sums whose outcome the caller receives. */
    void submitTo(JobOutcome outcome, NumericTensor x) {
        var request =
                new InferenceRequest(
                        TestModel.SUMS.name(), Map.of("x", x), List.of("sum"), Terms.STANDARD);
        execution.submit(new Job(TestModel.SUMS, request, Exchange.begin("test"), outcome));
    }

    Outcomes submitLabels(NumericTensor x, String... labels) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("label", StringTensor.ofTexts(Shape.of(labels.length), labels));
        inputs.put("x", x);
        return submit(TestModel.LABELS, Exchange.begin("test"), inputs, Terms.STANDARD);
    }

    Outcomes submit(
            Signature signature, Exchange exchange, Map<String, Tensor> inputs, Terms terms) {
        Outcomes outcome = new Outcomes();
        outcomes.add(outcome);
        List<String> wanted = signature.outputs().stream().map(TensorSpec::name).toList();
        var request = new InferenceRequest(signature.name(), inputs, wanted, terms);
        execution.submit(new Job(signature, request, exchange, outcome));
        return outcome;
    }

    @Override
    public void close() {
        execution.close();
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.told()).isEqualTo(1));
        outcomes.forEach(Outcomes::closeOutputs);
        assertThat(memory.usedBytes()).isZero();
        assertThat(model.runnersOpen()).isZero();
        memory.close();
        assertThat(memory.committedBytes()).isZero();
    }
}

package io.inferry.engine.mxnet;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.mxnet.runtime.Carrier;
import io.inferry.engine.mxnet.runtime.RefusedException;
import io.inferry.engine.mxnet.runtime.Turn;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One copy of the weights and a few bound graphs: one for each of the last input shapes. */
final class MxnetRunner implements Runner {
    /** A server sends few sizes of batches; each bound graph has memory of its own. */
    private static final int PLANS_MAX = 8;

    private final ModelId id;
    private final Program program;
    private final Outline outline;
    private final int threads;
    private final TensorMemory memory;
    private final Carrier carrier;
    private final Weights weights;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment scratch = arena.allocate(ValueLayout.ADDRESS);
    private final Map<String, Integer> places = new HashMap<>();

    /** The one used longest ago comes first. */
    private final Map<List<Shape>, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Copies the weights.
     *
     * @throws RefusedException when there is no memory for them
     */
    MxnetRunner(MxnetModel model, Carrier carrier, TensorMemory memory) throws RefusedException {
        this.id = model.id();
        this.program = model.program();
        this.outline = model.outline();
        this.threads = model.threads();
        this.memory = memory;
        this.carrier = carrier;
        for (TensorSpec output : outline.signature().outputs()) {
            places.put(output.name(), places.size());
        }
        List<String> inputs = outline.signature().inputs().stream().map(TensorSpec::name).toList();
        this.weights = carrier.call(() -> Weights.of(program, inputs));
    }

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        Feeds feeds = Feeds.of(id, outline.signature(), inputs);
        if (outputs.isEmpty()) {
            return Map.of();
        }
        synchronized (Turn.HELD) {
            return run(feeds, outputs);
        }
    }

    private Map<String, Tensor> run(Feeds feeds, List<String> outputs) {
        Plan plan = plan(feeds.shapes());
        try {
            for (int i = 0; i < feeds.tensors().size(); i++) {
                MemorySegment values = feeds.tensors().get(i).segment();
                plan.inputs().get(i).elements(values.byteSize(), scratch).copyFrom(values);
            }
            plan.executor().forward(threads);
            return read(plan, outputs);
        } catch (RefusedException e) {
            // What a failed run leaves behind is not to be trusted.
            plans.remove(feeds.shapes());
            plan.close();
            throw Failures.ofRun(id, e);
        }
    }

    private Plan plan(List<Shape> shapes) {
        Plan known = plans.get(shapes);
        if (known != null) {
            return known;
        }
        if (plans.size() == PLANS_MAX) {
            Plan oldest = plans.remove(plans.keySet().iterator().next());
            if (oldest != null) {
                oldest.close();
            }
        }
        try {
            Plan plan = carrier.call(() -> Plan.bind(program, outline, weights, shapes));
            plans.put(List.copyOf(shapes), plan);
            return plan;
        } catch (RefusedException e) {
            throw Failures.ofShapes(id, shapes, e);
        }
    }

    private Map<String, Tensor> read(Plan plan, List<String> outputs) throws RefusedException {
        Map<String, Tensor> answers = LinkedHashMap.newLinkedHashMap(outputs.size());
        try {
            for (String name : outputs) {
                Integer place = places.get(name);
                if (place == null) {
                    throw ServingException.invalidArgument(
                            "model %s has no output '%s'".formatted(id, name));
                }
                answers.put(name, read(plan.answers().get(place)));
            }
            return answers;
        } catch (RefusedException | RuntimeException e) {
            answers.values().forEach(Tensor::close);
            throw e;
        }
    }

    private NumericTensor read(Plan.Answer answer) throws RefusedException {
        NumericTensor tensor = NumericTensor.allocate(memory, answer.dataType(), answer.shape());
        try {
            tensor.segment().copyFrom(answer.array().elements(tensor.byteSize(), scratch));
            return tensor;
        } catch (RefusedException | RuntimeException e) {
            tensor.close();
            throw e;
        }
    }

    @Override
    public void close() {
        synchronized (Turn.HELD) {
            plans.values().forEach(Plan::close);
            weights.close();
        }
        carrier.close();
        arena.close();
    }
}

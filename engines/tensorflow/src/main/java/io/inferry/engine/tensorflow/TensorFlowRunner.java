package io.inferry.engine.tensorflow;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the model's session; all it has of its own are the arrays that describe a run. */
final class TensorFlowRunner implements Runner {
    private final Session session;
    private final Map<String, Plan> plans;
    private final AnswerReader reader;
    private final RunMemory memory;

    TensorFlowRunner(
            Session session, Map<String, Plan> plans, AnswerReader reader, RunMemory memory) {
        this.session = session;
        this.plans = plans;
        this.reader = reader;
        this.memory = memory;
    }

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        if (outputs.isEmpty()) {
            return Map.of();
        }
        Plan plan = plans.get(signature.name());
        if (plan == null) {
            throw new IllegalStateException("signature '" + signature.name() + "' is another's");
        }
        try {
            memory.begin(plan.feeds());
            feed(plan, inputs);
            for (String name : outputs) {
                Plan.Output output = output(plan, name);
                if (output.fedBy() < 0) {
                    memory.fetch(output.endpoint());
                }
            }
            if (memory.fetchCount() > 0) {
                session.run(memory);
            }
            return collect(plan, outputs);
        } catch (TensorFlowException e) {
            throw e.ofRun();
        } finally {
            memory.clear();
        }
    }

    private void feed(Plan plan, Map<String, Tensor> inputs) {
        List<TensorSpec> specs = plan.signature().inputs();
        int found = 0;
        for (int i = 0; i < specs.size(); i++) {
            TensorSpec spec = specs.get(i);
            Tensor tensor = inputs.get(spec.name());
            if (tensor == null) {
                memory.feed(valueOf(plan, spec, inputs));
                continue;
            }
            if (tensor.dataType() != spec.dataType()) {
                throw ServingException.dataTypeMismatch(
                        spec.name(), spec.dataType(), tensor.dataType());
            }
            memory.feedOnce(memory.writer().write(spec.name(), tensor));
            found++;
        }
        if (found != inputs.size()) {
            throw wrongNames(plan, inputs);
        }
    }

    private static MemorySegment valueOf(Plan plan, TensorSpec spec, Map<String, Tensor> inputs) {
        MemorySegment value = plan.defaults().get(spec.name());
        if (value == null) {
            throw wrongNames(plan, inputs);
        }
        return value;
    }

    private Map<String, Tensor> collect(Plan plan, List<String> outputs) {
        Map<String, Tensor> answers = LinkedHashMap.newLinkedHashMap(outputs.size());
        int fetched = 0;
        try {
            for (String name : outputs) {
                int fedBy = output(plan, name).fedBy();
                MemorySegment tensor =
                        fedBy < 0 ? memory.fetchedTensor(fetched++) : memory.fedTensor(fedBy);
                answers.put(name, reader.read(name, tensor));
            }
            return answers;
        } catch (RuntimeException e) {
            answers.values().forEach(Tensor::close);
            throw e;
        }
    }

    private static Plan.Output output(Plan plan, String name) {
        Plan.Output output = plan.outputs().get(name);
        if (output == null) {
            throw ServingException.invalidArgument(
                    "signature '%s' has no output '%s', it has %s"
                            .formatted(plan.signature().name(), name, plan.outputs().keySet()));
        }
        return output;
    }

    private static ServingException wrongNames(Plan plan, Map<String, Tensor> inputs) {
        return ServingException.invalidArgument(
                "signature '%s' takes the inputs %s, got %s"
                        .formatted(
                                plan.signature().name(),
                                plan.signature().inputs().stream().map(TensorSpec::name).toList(),
                                inputs.keySet()));
    }

    @Override
    public void close() {
        memory.close();
    }
}

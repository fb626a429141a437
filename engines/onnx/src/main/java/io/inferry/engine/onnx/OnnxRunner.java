package io.inferry.engine.onnx;

import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import java.lang.ref.Reference;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the session: inputs go in without a copy, outputs come out without one where their shape is
 * known before the run.
 */
final class OnnxRunner implements Runner {
    private final OrtSession session;
    private final Graph graph;
    private final NativeTensors factory;
    private final OutputReader reader;
    private boolean pinning = true;

    OnnxRunner(OpenSession open, Graph graph) {
        this.session = open.session();
        this.graph = graph;
        this.factory = new NativeTensors(open.environment(), graph.internals());
        this.reader = new OutputReader(graph);
    }

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        if (outputs.isEmpty()) {
            return Map.of();
        }
        try (Feeds feeds = Feeds.of(graph, factory, inputs)) {
            return run(feeds, outputs);
        } catch (OrtException e) {
            throw Failures.ofRun(graph.id(), e);
        } finally {
            // The runtime saw addresses only: nothing else keeps unpooled memory from collection.
            Reference.reachabilityFence(inputs);
        }
    }

    private Map<String, Tensor> run(Feeds feeds, List<String> outputs) throws OrtException {
        if (pinning) {
            try (Pins pins = pins(feeds, outputs)) {
                Optional<Map<String, Tensor>> answer = run(feeds, outputs, pins);
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (OrtException e) {
                if (!Failures.isWrongOutputShape(e)) {
                    throw e;
                }
            }
            // This model's outputs do not follow from its inputs as its signature says.
            pinning = false;
        }
        try (Pins none = new Pins()) {
            return run(feeds, outputs, none).orElseThrow();
        }
    }

    /** Memory for the outputs whose shape is known by now. */
    private Pins pins(Feeds feeds, List<String> outputs) throws OrtException {
        Pins pins = new Pins();
        try {
            for (String name : outputs) {
                OutputShape shape = graph.shapes().get(name);
                if (shape != null) {
                    pins.add(name, allocate(name, shape.of(feeds.shapes())), factory);
                }
            }
            return pins;
        } catch (OrtException | RuntimeException e) {
            pins.close();
            throw e;
        }
    }

    /** The answer; nothing when the runtime did not use the memory given. */
    private Optional<Map<String, Tensor>> run(Feeds feeds, List<String> outputs, Pins pins)
            throws OrtException {
        Set<String> unpinned = unpinned(outputs, pins);
        try (OrtSession.Result result = session.run(feeds.tensors(), unpinned, pins.handles())) {
            return pins.areWritten()
                    ? Optional.of(collect(result, outputs, pins))
                    : Optional.empty();
        }
    }

    private Set<String> unpinned(List<String> outputs, Pins pins) {
        if (pins.tensors().size() == outputs.size()) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : outputs) {
            if (!pins.tensors().containsKey(name)) {
                names.add(graph.sourceOf(name));
            }
        }
        return names;
    }

    private Map<String, Tensor> collect(OrtSession.Result result, List<String> outputs, Pins pins)
            throws OrtException {
        Map<String, Tensor> answers = LinkedHashMap.newLinkedHashMap(outputs.size());
        try {
            for (String name : outputs) {
                Tensor pinned = pins.tensors().remove(name);
                answers.put(name, pinned != null ? pinned : read(name, result));
            }
            return answers;
        } catch (OrtException | RuntimeException e) {
            answers.values().forEach(Tensor::close);
            throw e;
        }
    }

    private Tensor read(String name, OrtSession.Result result) throws OrtException {
        String source = graph.sourceOf(name);
        OnnxValue value = result.get(source).orElseThrow();
        return switch (value) {
            case OnnxTensor tensor -> reader.read(name, tensor);
            case OnnxSequence sequence -> {
                MapRows rows = MapRows.read(name, sequence);
                yield source.equals(name) ? rows.values(graph.memory()) : rows.keys(graph.memory());
            }
            default ->
                    throw ServingException.of(
                            ErrorCode.UNIMPLEMENTED,
                            "output '%s' is %s".formatted(name, value.getType()));
        };
    }

    private NumericTensor allocate(String name, Shape shape) {
        TensorSpec output = graph.signature().output(name).orElseThrow();
        return NumericTensor.allocate(graph.memory(), output.dataType(), shape);
    }

    @Override
    public void close() {
        // Nothing of its own to give back: the session belongs to the model.
    }
}

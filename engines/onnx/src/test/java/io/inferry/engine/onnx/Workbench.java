package io.inferry.engine.onnx;

import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.CountingMemory;
import io.inferry.contracts.OnnxGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One loaded model with one runner. */
record Workbench(CountingMemory memory, Model model, Runner runner) implements AutoCloseable {
    static Workbench of(Path directory, OnnxGraph graph) {
        return of(graph.writeTo(directory.resolve("made.onnx")), Map.of());
    }

    static Workbench of(Path file, Map<String, String> options) {
        CountingMemory memory = new CountingMemory();
        Model model =
                new OnnxEngine()
                        .load(new LoadRequest(new ModelId("made", 1), file, options, memory));
        return new Workbench(memory, model, model.newRunner());
    }

    Signature signature() {
        return model.signatures().get(Signature.DEFAULT_NAME);
    }

    /** Runs for all outputs. */
    Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return runner.run(
                signature(), inputs, signature().outputs().stream().map(TensorSpec::name).toList());
    }

    Tensor runFor(String output, Map<String, Tensor> inputs) {
        return runner.run(signature(), inputs, List.of(output)).get(output);
    }

    @Override
    public void close() {
        runner.close();
        model.close();
    }
}

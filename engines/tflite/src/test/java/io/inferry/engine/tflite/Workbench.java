package io.inferry.engine.tflite;

import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One loaded model with one runner. */
record Workbench(Model model, Runner runner) implements AutoCloseable {
    static final TensorMemory MEMORY = TensorMemory.unpooled();

    static Workbench of(Path file, Map<String, String> options) {
        Model model =
                new TfliteEngine()
                        .load(new LoadRequest(new ModelId("made", 1), file, options, MEMORY));
        return new Workbench(model, model.newRunner());
    }

    Signature signature(String name) {
        return model.signatures().get(name);
    }

    /** Runs for all outputs. */
    Map<String, Tensor> run(String signature, Map<String, Tensor> inputs) {
        List<String> outputs =
                signature(signature).outputs().stream().map(TensorSpec::name).toList();
        return runner.run(signature(signature), inputs, outputs);
    }

    Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return run(Signature.DEFAULT_NAME, inputs);
    }

    @Override
    public void close() {
        runner.close();
        model.close();
    }
}

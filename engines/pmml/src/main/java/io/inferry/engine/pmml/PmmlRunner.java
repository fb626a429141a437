package io.inferry.engine.pmml;

import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.pmml.score.ScoredModel;
import java.util.List;
import java.util.Map;

/** One slot of a model; it has no state of its own. */
final class PmmlRunner implements Runner {
    private final ScoredModel model;
    private final TensorMemory memory;

    PmmlRunner(ScoredModel model, TensorMemory memory) {
        this.model = model;
        this.memory = memory;
    }

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        return model.score(inputs, outputs, memory);
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}

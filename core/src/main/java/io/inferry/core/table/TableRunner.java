package io.inferry.core.table;

import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.List;
import java.util.Map;

/** Gathers columns into the matrix, runs the model, and calls classes by their names. */
final class TableRunner implements Runner {
    private final Runner runner;
    private final Map<String, Gathering> gatherings;
    private final TensorMemory memory;

    TableRunner(Runner runner, Map<String, Gathering> gatherings, TensorMemory memory) {
        this.runner = runner;
        this.gatherings = gatherings;
        this.memory = memory;
    }

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        Gathering gathering = gatherings.get(signature.name());
        if (gathering == null) {
            return runner.run(signature, inputs, outputs);
        }
        try (NumericTensor matrix = gathering.gather(inputs, memory)) {
            Map<String, Tensor> answers =
                    runner.run(gathering.original(), gathering.asInput(matrix), outputs);
            return gathering.named(answers);
        }
    }

    @Override
    public void close() {
        runner.close();
    }
}

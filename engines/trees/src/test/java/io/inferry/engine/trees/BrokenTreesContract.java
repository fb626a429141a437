package io.inferry.engine.trees;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.BrokenArtifactContract;
import java.util.List;
import java.util.Map;

/** What all formats of the breast cancer models have to stand. */
abstract class BrokenTreesContract extends BrokenArtifactContract {
    @Override
    protected Engine engine() {
        return new TreesEngine();
    }

    @Override
    protected void use(Model model, Runner runner) {
        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        try (NumericTensor rows =
                NumericTensor.ofFloats(TensorMemory.unpooled(), Shape.of(1, 30), new float[30])) {
            runner.run(signature, Map.of("x", rows), List.of("probabilities"))
                    .values()
                    .forEach(Tensor::close);
        }
    }
}

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

/** What all formats have to stand. */
abstract class BrokenTreesContract extends BrokenArtifactContract {
    @Override
    protected Engine engine() {
        return new TreesEngine();
    }

    @Override
    protected void use(Model model, Runner runner) {
        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        int features = (int) signature.inputs().getFirst().shape().dim(1);
        Shape row = Shape.of(1, features);
        try (NumericTensor rows =
                NumericTensor.ofFloats(TensorMemory.unpooled(), row, new float[features])) {
            runner.run(signature, Map.of("x", rows), List.of("probabilities"))
                    .values()
                    .forEach(Tensor::close);
        }
    }
}

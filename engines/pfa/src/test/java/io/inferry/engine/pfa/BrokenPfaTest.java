package io.inferry.engine.pfa;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.BrokenArtifactContract;
import java.util.List;
import java.util.Map;

class BrokenPfaTest extends BrokenArtifactContract {
    @Override
    protected Engine engine() {
        return new PfaEngine();
    }

    @Override
    protected String fixture() {
        return "linear.pfa";
    }

    @Override
    protected void use(Model model, Runner runner) {
        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        try (NumericTensor rows =
                NumericTensor.ofDoubles(Workbench.MEMORY, Shape.of(1, 3), 1, 2, 3)) {
            runner.run(signature, Map.of("x", rows), List.of("prediction"))
                    .values()
                    .forEach(Tensor::close);
        }
    }
}

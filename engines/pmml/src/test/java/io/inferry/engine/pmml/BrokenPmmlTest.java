package io.inferry.engine.pmml;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.BrokenArtifactContract;
import java.util.List;
import java.util.Map;

class BrokenPmmlTest extends BrokenArtifactContract {
    @Override
    protected Engine engine() {
        return new PmmlEngine();
    }

    @Override
    protected String fixture() {
        return "tree.pmml";
    }

    @Override
    protected void use(Model model, Runner runner) {
        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        try (NumericTensor age =
                        NumericTensor.ofDoubles(TensorMemory.unpooled(), Shape.of(2), 20, 40);
                StringTensor job = StringTensor.ofTexts(Shape.of(2), "nurse", "none")) {
            runner.run(signature, Map.of("age", age, "job", job), List.of("probabilities"))
                    .values()
                    .forEach(Tensor::close);
        }
    }
}

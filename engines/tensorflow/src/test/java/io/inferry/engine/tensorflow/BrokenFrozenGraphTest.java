package io.inferry.engine.tensorflow;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.BrokenArtifactContract;
import java.util.List;
import java.util.Map;

class BrokenFrozenGraphTest extends BrokenArtifactContract {
    @Override
    protected Engine engine() {
        return new TensorFlowEngine();
    }

    @Override
    protected String fixture() {
        return "digits_keras_frozen.pb";
    }

    @Override
    protected int cycles() {
        return 200;
    }

    @Override
    protected void use(Model model, Runner runner) {
        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        try (NumericTensor rows =
                NumericTensor.allocate(
                        TensorMemory.unpooled(), DataType.FLOAT32, Shape.of(64, 64))) {
            rows.segment().fill((byte) 0);
            runner.run(signature, Map.of("x", rows), List.of("Identity"))
                    .values()
                    .forEach(Tensor::close);
        }
    }
}

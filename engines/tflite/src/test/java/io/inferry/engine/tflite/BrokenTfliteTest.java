package io.inferry.engine.tflite;

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

class BrokenTfliteTest extends BrokenArtifactContract {
    @Override
    protected Engine engine() {
        return new TfliteEngine();
    }

    @Override
    protected String fixture() {
        return "digits.tflite";
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
            runner.run(signature, Map.of("x", rows), List.of("probabilities"))
                    .values()
                    .forEach(Tensor::close);
        }
    }
}

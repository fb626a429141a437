package io.inferry.engine.onnx;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.BrokenArtifactContract;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import java.util.List;
import java.util.Map;

class BrokenOnnxTest extends BrokenArtifactContract {
    @Override
    protected Engine engine() {
        return new OnnxEngine();
    }

    @Override
    protected String fixture() {
        return Fixtures.DIGITS_KERAS;
    }

    @Override
    protected int cycles() {
        return 200;
    }

    @Override
    protected void use(Model model, Runner runner) {
        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        Map<String, Tensor> inputs =
                Golden.read("digits_keras").first().inputTensors(TensorMemory.unpooled());
        runner.run(signature, inputs, List.of("probabilities")).values().forEach(Tensor::close);
    }
}

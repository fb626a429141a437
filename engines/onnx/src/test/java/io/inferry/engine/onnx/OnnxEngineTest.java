package io.inferry.engine.onnx;

import io.inferry.api.engine.Engine;
import io.inferry.contracts.EngineContract;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.ModelSample;
import java.util.List;

class OnnxEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new OnnxEngine();
    }

    @Override
    protected List<ModelSample> samples() {
        return List.of(
                ModelSample.of(Fixtures.DIGITS_KERAS, 1e-5),
                ModelSample.of(Fixtures.DIGITS_TORCH, 1e-5),
                ModelSample.of(Fixtures.BERT_NANO, 1e-5),
                ModelSample.of(Fixtures.BC_SKLEARN, 1e-5),
                ModelSample.of(Fixtures.STRINGS, 0),
                ModelSample.of(Fixtures.TINY_CNN, 1e-5));
    }
}

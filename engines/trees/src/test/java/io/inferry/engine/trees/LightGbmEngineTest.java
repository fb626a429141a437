package io.inferry.engine.trees;

import io.inferry.api.engine.Engine;
import io.inferry.contracts.EngineContract;
import io.inferry.contracts.ModelSample;
import java.util.List;

class LightGbmEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new TreesEngine();
    }

    @Override
    protected List<ModelSample> samples() {
        return List.of(ModelSample.of("bc_lightgbm.txt", 1e-6));
    }
}

package io.inferry.engine.trees;

import io.inferry.api.engine.Engine;
import io.inferry.contracts.EngineContract;
import io.inferry.contracts.ModelSample;
import java.util.List;

class XgboostEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new TreesEngine();
    }

    @Override
    protected List<ModelSample> samples() {
        return List.of(
                ModelSample.of("bc_xgboost.json", 1e-7),
                ModelSample.of("bc_xgboost.ubj", 1e-7),
                ModelSample.of("bc_xgboost.model", 1e-7));
    }
}

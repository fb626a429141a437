package io.inferry.engine.trees;

import io.inferry.api.engine.Engine;
import io.inferry.contracts.EngineContract;
import io.inferry.contracts.ModelSample;
import java.util.List;

class CatBoostEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new TreesEngine();
    }

    @Override
    protected List<ModelSample> samples() {
        return List.of(
                ModelSample.of("made_catboost.json", 1e-6),
                ModelSample.of("made_catboost.cbm", 1e-6));
    }
}

package io.inferry.engine.pfa;

import io.inferry.api.engine.Engine;
import io.inferry.contracts.EngineContract;
import io.inferry.contracts.ModelSample;
import java.util.List;

class PfaEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new PfaEngine();
    }

    @Override
    protected List<ModelSample> samples() {
        return List.of(
                ModelSample.of("linear.pfa", 0),
                ModelSample.of("tree.pfa", 0),
                ModelSample.of("kmeans.pfa", 0));
    }
}

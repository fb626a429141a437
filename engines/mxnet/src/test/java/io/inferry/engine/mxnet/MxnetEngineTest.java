package io.inferry.engine.mxnet;

import io.inferry.api.engine.Engine;
import io.inferry.api.model.Signature;
import io.inferry.contracts.EngineContract;
import io.inferry.contracts.Golden;
import io.inferry.contracts.ModelSample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

class MxnetEngineTest extends EngineContract {
    @BeforeAll
    static void assumeMxnet() {
        Net.assumeMxnet();
    }

    @Override
    protected Engine engine() {
        return new MxnetEngine();
    }

    @Override
    protected List<ModelSample> samples() {
        return List.of(sample("digits"), sample("tiny_cnn"));
    }

    private static ModelSample sample(String name) {
        return new ModelSample(name, Golden.read(name).cases(Signature.DEFAULT_NAME), 1e-5);
    }

    @Override
    protected Path place(ModelSample sample, Path target) {
        return Net.copy(sample.fixture(), target.resolve(sample.fixture())).symbol();
    }
}

package io.inferry.engine.opencv;

import io.inferry.api.engine.Engine;
import io.inferry.api.model.Signature;
import io.inferry.contracts.EngineContract;
import io.inferry.contracts.Golden;
import io.inferry.contracts.ModelSample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

class OpenCvEngineTest extends EngineContract {
    @BeforeAll
    static void assumeOpenCv() {
        NetPair.assumeOpenCv();
    }

    @Override
    protected Engine engine() {
        return new OpenCvEngine();
    }

    @Override
    protected List<ModelSample> samples() {
        return List.of(sample("digits"), sample("tiny_cnn"), sample("tiny_dark"));
    }

    private static ModelSample sample(String name) {
        return new ModelSample(name, Golden.read(name).cases(Signature.DEFAULT_NAME), 1e-5);
    }

    @Override
    protected Path place(ModelSample sample, Path target) {
        return NetPair.copy(sample.fixture(), target.resolve(sample.fixture())).weights();
    }
}

package io.inferry.engine.tensorflow;

import io.inferry.api.engine.Engine;
import io.inferry.contracts.EngineContract;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import io.inferry.contracts.ModelSample;
import java.nio.file.Path;
import java.util.List;

class TensorFlowEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new TensorFlowEngine();
    }

    @Override
    protected List<ModelSample> samples() {
        return List.of(
                new ModelSample(Models.DIGITS, List.of(Golden.read("digits_keras").first()), 1e-5),
                new ModelSample(Models.MNIST, Models.golden("mnist_mlp").cases(), 1e-5),
                new ModelSample(Models.STRINGS, Models.golden("strings_tf").cases(), 0),
                new ModelSample(Models.HALF_PLUS_TWO, List.of(halfPlusTwo()), 0));
    }

    /** The golden file tells the versions apart by the names of their signatures. */
    private static GoldenCase halfPlusTwo() {
        GoldenCase first = Models.golden("half_plus_two").cases().getFirst();
        return new GoldenCase("serving_default", first.inputs(), first.outputs());
    }

    @Override
    protected Path place(ModelSample sample, Path target) {
        return Models.copy(sample.fixture(), target);
    }
}

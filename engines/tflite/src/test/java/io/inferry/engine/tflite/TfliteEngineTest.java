package io.inferry.engine.tflite;

import io.inferry.api.engine.Engine;
import io.inferry.contracts.EngineContract;
import io.inferry.contracts.ModelSample;
import java.util.List;

class TfliteEngineTest extends EngineContract {
    /** Activations are rounded to 8 bits as they come, by kernels that differ by version. */
    private static final double QUANTIZED = 1e-2;

    @Override
    protected Engine engine() {
        return new TfliteEngine();
    }

    @Override
    protected List<ModelSample> samples() {
        return List.of(
                ModelSample.of("digits.tflite", 1e-5),
                ModelSample.of("digits_dynamic.tflite", QUANTIZED),
                ModelSample.of("digits_int8.tflite", 0),
                ModelSample.of("half_plus_two.tflite", 0),
                ModelSample.of("half_plus_two_sigdef.tflite", 0),
                ModelSample.of("texts.tflite", 0),
                ModelSample.of("types.tflite", 0),
                ModelSample.of("dynamic.tflite", 0),
                ModelSample.of("fixed_row.tflite", 1e-6));
    }
}

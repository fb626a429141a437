package io.inferry.endtoend;

import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import io.inferry.core.Serving;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine room inside a plain Java program: no server, no socket. */
class EmbeddingIT {
    private static final double TOLERANCE = 1e-5;

    @Test
    void aProgramGetsARealModelsAnswerWithoutASocket(@TempDir Path models) {
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 1);
        GoldenCase question = Golden.read("digits_keras").first();
        try (Serving serving = Serving.builder().models(models).start()) {
            Map<String, Tensor> answer =
                    serving.predict("digits", question.inputTensors(TensorMemory.unpooled()));

            question.assertMatches(answer, TOLERANCE);
            answer.values().forEach(Tensor::close);
        }
    }
}

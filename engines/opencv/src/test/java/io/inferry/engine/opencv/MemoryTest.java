package io.inferry.engine.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Golden;
import io.inferry.contracts.ResidentMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private static final int CYCLES = 50;

    /** A net that stayed would be some 100 KB each time, with what belongs to it. */
    private static final long GROWTH_MAX = 4 << 20;

    @TempDir Path directory;

    @BeforeAll
    static void assumeLibrary() {
        NetPair.assumeOpenCv();
        assumeTrue(
                ResidentMemory.bytes().isPresent(), "this system does not tell what is resident");
    }

    @Test
    void loadingAndUnloadingGivesMemoryBack() {
        cycles();
        long before = cycles();
        long after = cycles();

        assertThat(after - before).as("bytes more after %d loads", CYCLES).isLessThan(GROWTH_MAX);
    }

    /** The lowest that is resident after any of them. */
    private long cycles() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < CYCLES; i++) {
            try (Model model = NetPair.copy("tiny_cnn", directory).load(Map.of());
                    Runner runner = model.newRunner()) {
                Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
                Map<String, Tensor> inputs =
                        Golden.read("tiny_cnn").first().inputTensors(TensorMemory.unpooled());
                runner.run(signature, inputs, List.of(signature.outputs().getFirst().name()));
            }
            System.gc();
            least = Math.min(least, ResidentMemory.bytes().orElseThrow());
        }
        return least;
    }
}

package io.inferry.engine.mxnet;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Golden;
import io.inferry.contracts.SettlingMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    /** A net that stayed would be some 100 KB each time, with what belongs to it. */
    private static final int CYCLES = 50;

    private static final long GROWTH_MAX = 4 << 20;

    @TempDir Path directory;

    @BeforeAll
    static void assumeLibrary() {
        Net.assumeMxnet();
    }

    @Test
    void loadingAndUnloadingGivesMemoryBack() {
        SettlingMemory.assertSettles(CYCLES, GROWTH_MAX, this::loadRunAndClose);
    }

    private void loadRunAndClose() {
        try (Model model = Net.copy("tiny_cnn", directory).load(Map.of());
                Runner runner = model.newRunner()) {
            Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
            Map<String, Tensor> inputs =
                    Golden.read("tiny_cnn").first().inputTensors(TensorMemory.unpooled());
            runner.run(signature, inputs, List.of(signature.outputs().getFirst().name()));
        }
    }
}

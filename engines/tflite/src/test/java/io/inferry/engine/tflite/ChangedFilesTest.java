package io.inferry.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That these tests end at all is what they show: the runtime trusts its files. */
class ChangedFilesTest {
    /** Fixed seeds: a file that ends the process should do so for whoever changed the checks. */
    private static final int SEEDS = 500;

    private static final int ROWS = 3;
    private static final long ELEMENTS_MAX = 1 << 20;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"half_plus_two_sigdef", "two_ways", "texts", "dynamic", "types", "digits"})
    @Timeout(120)
    void aFileWithFlippedBitsIsRefusedOrRuns(String model) throws Exception {
        byte[] whole = Fixtures.bytes(model + ".tflite");
        Path file = directory.resolve("changed.tflite");
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = whole.clone();
            for (int i = 0; i <= seed % 3; i++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, bytes);

            assertThat(seed).as("seed").satisfies(_ -> refusedOrRuns(file));
        }
    }

    private static void refusedOrRuns(Path file) {
        try (Workbench bench = Workbench.of(file, Map.of())) {
            for (Signature signature : bench.model().signatures().values()) {
                Map<String, Tensor> inputs = inputs(signature);
                if (!inputs.isEmpty()) {
                    bench.run(signature.name(), inputs);
                }
            }
        } catch (ServingException e) {
            assertThat(e.code())
                    .isIn(
                            ErrorCode.INVALID_MODEL,
                            ErrorCode.UNIMPLEMENTED,
                            ErrorCode.INVALID_ARGUMENT,
                            ErrorCode.RESOURCE_EXHAUSTED,
                            ErrorCode.INTERNAL);
        }
    }

    /** Some tensors that fit; none when the file claims sizes that are not worth the time. */
    private static Map<String, Tensor> inputs(Signature signature) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (TensorSpec spec : signature.inputs()) {
            long[] dims = spec.shape().toArray();
            Arrays.setAll(dims, i -> dims[i] == Shape.UNKNOWN ? ROWS : dims[i]);
            Shape shape = Shape.of(dims);
            if (shape.elements() > ELEMENTS_MAX) {
                return Map.of();
            }
            inputs.put(spec.name(), tensor(spec.dataType(), shape));
        }
        return inputs;
    }

    private static Tensor tensor(DataType dataType, Shape shape) {
        if (dataType == DataType.STRING) {
            byte[] text = {'y', 'e', 's'};
            return StringTensor.of(shape, Collections.nCopies((int) shape.elements(), text));
        }
        NumericTensor numbers = NumericTensor.allocate(Workbench.MEMORY, dataType, shape);
        numbers.segment().fill((byte) 1);
        return numbers;
    }
}

package io.inferry.engine.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That these tests end at all is what they show: the library trusts its files. */
class ChangedFilesTest {
    /** Fixed seeds: a file that ends the process should do so for whoever changed the checks. */
    private static final int SEEDS = 400;

    private static final int CUTS = 40;
    private static final long ELEMENTS_MAX = 1 << 20;
    private static final String[] NUMBERS = {"-1", "0", "65536", "4294967295", "-2147483648"};

    @TempDir Path directory;

    @BeforeAll
    static void assumeOpenCv() {
        NetPair.assumeOpenCv();
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits", "tiny_cnn", "many_layers", "tiny_dark", "boxes_dark"})
    @Timeout(240)
    void filesWithChangedBytesAreRefusedOrRun(String name) {
        for (int seed = 0; seed < SEEDS; seed++) {
            NetPair pair = changed(name, directory, new Random(seed));

            assertThat(seed).as("seed").satisfies(_ -> refusedOrRuns(pair));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny_cnn", "tiny_dark"})
    void weightsThatAreCutAreAnInvalidModelWithTheFilesName(String name) {
        NetPair pair = NetPair.of(name, directory);
        byte[] weights = pair.fixtureWeights();
        for (int i = 0; i < CUTS; i++) {
            pair.write(pair.fixtureText(), Arrays.copyOf(weights, weights.length * i / CUTS));
            assertInvalid(pair, String.valueOf(pair.weights().getFileName()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "num_output: 16|num_output: 0|num_output of layer 'conv1' is '0'",
                "num_output: 5|num_input: 5|layer 'logits' has no num_output in its inner_product_param",
                "stride: 2|stride: -2|stride of layer 'conv0' is '-2'",
                "input_dim: 3|input_dim: 0|dim is '0'",
                "input: \"data\"|input: \"data\" input: \"mask\"|has the inputs [data, mask] and 1",
                "name: \"tiny_cnn\"|name: \"tiny|line 1: a text does not end"
            })
    void whatWouldEndTheProcessIsNamed(String right, String wrong, String said) {
        NetPair pair = NetPair.of("tiny_cnn", directory);
        pair.write(pair.fixtureText().replaceFirst(right, wrong), pair.fixtureWeights());
        assertInvalid(pair, said);
    }

    @Test
    void messagesThatLieTooDeepAreRefused() {
        NetPair pair = NetPair.of("tiny_cnn", directory);
        pair.write("a {".repeat(100_000), pair.fixtureWeights());
        assertInvalid(pair, "messages lie more than 30 deep");
    }

    @Test
    void anInputLayerWithoutAShapeIsNamed() {
        NetPair pair = NetPair.of("digits", directory);
        pair.write(pair.fixtureText().replace("shape {", "shade {"), pair.fixtureWeights());
        assertInvalid(pair, "layer 'data' has the inputs [data] and 0 shapes for them");
    }

    private static void assertInvalid(NetPair pair, String said) {
        assertThatThrownBy(() -> pair.load(Map.of()).close())
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining(said);
    }

    static NetPair changed(String name, Path folder, Random random) {
        NetPair pair = NetPair.of(name, folder);
        String text = pair.fixtureText();
        byte[] weights = pair.fixtureWeights();
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (random.nextInt(4) == 0) {
                int within = random.nextBoolean() ? weights.length : Math.min(60, weights.length);
                weights[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
            } else {
                text = changed(text, random);
            }
        }
        return pair.write(text, weights);
    }

    /** A letter becomes another, a digit another number. */
    private static String changed(String text, Random random) {
        int at = random.nextInt(text.length());
        while (!Character.isLetterOrDigit(text.charAt(at))) {
            at = (at + 1) % text.length();
        }
        char old = text.charAt(at);
        String other =
                !Character.isDigit(old)
                        ? String.valueOf((char) (old ^ (1 << random.nextInt(5))))
                        : random.nextInt(4) == 0
                                ? NUMBERS[random.nextInt(NUMBERS.length)]
                                : String.valueOf(random.nextInt(10));
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    static void refusedOrRuns(NetPair pair) {
        try (Model model = pair.load(Map.of());
                Runner runner = model.newRunner()) {
            Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
            Map<String, Tensor> inputs = inputs(signature);
            if (!inputs.isEmpty()) {
                runner.run(
                        signature,
                        inputs,
                        signature.outputs().stream().map(TensorSpec::name).toList());
            }
        } catch (ServingException e) {
            assertThat(e.code())
                    .isIn(
                            ErrorCode.INVALID_MODEL,
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
            Arrays.setAll(dims, i -> dims[i] == Shape.UNKNOWN ? 3 : dims[i]);
            Shape shape = Shape.of(dims);
            if (shape.elements() > ELEMENTS_MAX) {
                return Map.of();
            }
            NumericTensor tensor =
                    NumericTensor.allocate(TensorMemory.unpooled(), spec.dataType(), shape);
            tensor.segment().fill((byte) 0);
            inputs.put(spec.name(), tensor);
        }
        return inputs;
    }
}

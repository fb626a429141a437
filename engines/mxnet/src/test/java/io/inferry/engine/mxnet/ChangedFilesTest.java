package io.inferry.engine.mxnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import io.inferry.contracts.Fixtures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That these tests end at all is what they show: the library trusts its files. */
class ChangedFilesTest {
    /** Fixed seeds: a file that ends the process should do so for whoever changed the checks. */
    private static final int SEEDS = 300;

    private static final int CUTS = 40;
    private static final long ELEMENTS_MAX = 1 << 20;

    @TempDir Path directory;

    @BeforeAll
    static void assumeMxnet() {
        Net.assumeMxnet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits", "tiny_cnn", "words"})
    @Timeout(240)
    void filesWithChangedBytesAreRefusedOrRun(String name) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Net net = changed(name, directory, new Random(seed));

            assertThat(seed).as("seed").satisfies(_ -> refusedOrRuns(net));
        }
    }

    @Test
    void aFileThatIsCutIsAnInvalidModelWithItsName() {
        byte[] json = Fixtures.bytes("tiny_cnn-symbol.json");
        byte[] params = Fixtures.bytes("tiny_cnn-0000.params");
        Net net = Net.of("tiny_cnn", directory);
        for (int i = 0; i < CUTS; i++) {
            net.write(text(json, json.length * i / CUTS), params);
            assertInvalid(net, "tiny_cnn-symbol.json");
            net.write(text(json, json.length), Arrays.copyOf(params, params.length * i / CUTS));
            assertInvalid(net, "tiny_cnn-0000.params");
        }
    }

    @Test
    void whatNodesTakeHasToBeThere() {
        String json = Fixtures.text("tiny_cnn-symbol.json");
        byte[] params = Fixtures.bytes("tiny_cnn-0000.params");
        Net net = Net.of("tiny_cnn", directory);
        for (String wrong : List.of("[[19, 0, 0], [19, 2, 0]]", "[[19, 0, 0], [99, 0, 0]]")) {
            net.write(json.replace("[[19, 0, 0], [19, 1, 0]]", wrong), params);
            assertInvalid(net, "tiny_cnn-symbol.json");
        }
        net.write(json.replace("\"stride\": \"(2, 2)\"", "\"stride\": \"(0, 2)\""), params);
        assertInvalid(net, "stride of 'conv0' is '(0, 2)'");
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, ISO_8859_1);
    }

    private static void assertInvalid(Net net, String said) {
        assertThatThrownBy(() -> net.load(Map.of()).close())
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining(said);
    }

    /** Digits become other digits, in one file or in both; in the parameters also bits. */
    static Net changed(String name, Path folder, Random random) {
        byte[] json = Fixtures.bytes(name + "-symbol.json");
        byte[] params = Fixtures.bytes(name + "-0000.params");
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (random.nextInt(3) == 0) {
                params[random.nextInt(Math.min(params.length, 300))] ^=
                        (byte) (1 << random.nextInt(8));
            } else {
                int at = random.nextInt(json.length);
                while (!Character.isLetterOrDigit(json[at])) {
                    at = (at + 1) % json.length;
                }
                json[at] =
                        Character.isDigit(json[at])
                                ? (byte) ('0' + random.nextInt(10))
                                : (byte) (json[at] ^ (1 << random.nextInt(5)));
            }
        }
        return Net.of(name, folder).write(text(json, json.length), params);
    }

    static void refusedOrRuns(Net net) {
        try (Model model = net.load(Map.of());
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
            Shape declared = spec.shape().isAny() ? Shape.of(2, 3) : spec.shape();
            long[] dims = declared.toArray();
            Arrays.setAll(dims, i -> dims[i] == Shape.UNKNOWN ? (i == 0 ? 2 : 32) : dims[i]);
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

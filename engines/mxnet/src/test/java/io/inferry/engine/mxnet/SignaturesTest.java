package io.inferry.engine.mxnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    private static final TensorMemory MEMORY = TensorMemory.unpooled();

    @TempDir Path directory;

    @BeforeAll
    static void assumeMxnet() {
        Net.assumeMxnet();
    }

    private static Signature signature(Model model) {
        return model.signatures().get(Signature.DEFAULT_NAME);
    }

    @Test
    void aMatrixIsKnownByTheWeightsThatMultiplyItAndTheLabelIsLeftOut() {
        try (Model model = Net.copy("digits", directory).load(Map.of())) {
            assertThat(signature(model).inputs())
                    .containsExactly(new TensorSpec("data", DataType.FLOAT32, Shape.of(-1, 64)));
            assertThat(signature(model).outputs())
                    .containsExactly(
                            new TensorSpec("softmax_output", DataType.FLOAT32, Shape.of(-1, 10)));
            assertThat(model.metadata()).containsEntry("left_out", "softmax_label");
        }
    }

    @Test
    void anImageIsKnownByItsChannels() {
        try (Model model = Net.copy("tiny_cnn", directory).load(Map.of())) {
            assertThat(signature(model).inputs())
                    .containsExactly(
                            new TensorSpec("data", DataType.FLOAT32, Shape.of(-1, 3, -1, -1)));
            assertThat(signature(model).outputs())
                    .containsExactly(
                            new TensorSpec("logits_output", DataType.FLOAT32, Shape.of(-1, 5)),
                            new TensorSpec(
                                    "sum_output", DataType.FLOAT32, Shape.of(-1, 8, -1, -1)));
        }
    }

    @Test
    void whatTheFilesDoNotSayIsDeclared() {
        Net net = Net.copy("words", directory);
        try (Model model = net.load(Map.of())) {
            assertThat(signature(model).inputs().getFirst().shape().isAny()).isTrue();
        }
        try (Model model = net.load(Map.of("inputs", "words:int32[-1, 3]"));
                Runner runner = model.newRunner()) {
            assertThat(signature(model).inputs())
                    .containsExactly(new TensorSpec("words", DataType.INT32, Shape.of(-1, 3)));
            assertThat(signature(model).outputs())
                    .containsExactly(
                            new TensorSpec("twice_output", DataType.FLOAT16, Shape.of(-1, 3, 2)));
            Tensor answer =
                    runner.run(
                                    signature(model),
                                    Map.of(
                                            "words",
                                            NumericTensor.ofInts(MEMORY, Shape.of(1, 3), 3, 0, 1)),
                                    List.of("twice_output"))
                            .get("twice_output");
            assertThat(halves((NumericTensor) answer)).containsExactly(12, 14, 0, 2, 4, 6);
        }
    }

    private static float[] halves(NumericTensor tensor) {
        short[] bits = tensor.segment().toArray(LittleEndian.SHORT);
        float[] values = new float[bits.length];
        for (int i = 0; i < bits.length; i++) {
            values[i] = Float.float16ToFloat(bits[i]);
        }
        return values;
    }

    @Test
    void aDeclaredInputThatTheGraphDoesNotHaveIsNamed() {
        Net net = Net.copy("digits", directory);
        assertThatThrownBy(() -> net.load(Map.of("inputs", "image")))
                .hasMessageContaining("option inputs names 'image'");
        assertThatThrownBy(() -> net.load(Map.of("inputs", "data:float99")))
                .hasMessageContaining("wrong dtype 'float99'");
        assertThatThrownBy(() -> net.load(Map.of("inputs", "data[1,x]")))
                .hasMessageContaining("wrong shape [1,x]");
    }

    @Test
    void aWeightWithoutValuesIsNamed() {
        Net net = Net.copy("digits", directory);
        String json = Fixtures.text("digits-symbol.json").replace("fc2_bias", "fc3_bias");
        net.write(json, Fixtures.bytes("digits-0000.params"));
        assertThatThrownBy(() -> net.load(Map.of()))
                .hasMessageContaining("it has no values for [fc3_bias], which the graph needs");
    }

    @Test
    void theLatestParametersAreTakenUnlessAnEpochIsNamed() throws Exception {
        Net net = Net.copy("digits", directory);
        Files.copy(net.params(), directory.resolve("digits-0012.params"));
        try (Model model = net.load(Map.of())) {
            assertThat(model.metadata()).containsEntry("parameters_file", "digits-0012.params");
        }
        try (Model model = net.load(Map.of("epoch", "0"))) {
            assertThat(model.metadata()).containsEntry("parameters_file", "digits-0000.params");
        }
        assertThatThrownBy(() -> net.load(Map.of("epoch", "3")))
                .hasMessageContaining("there is no digits-0003.params beside");
    }

    @Test
    void classesAreThoseOfTheFileBeside() throws Exception {
        Net net = Net.copy("digits", directory);
        Files.writeString(directory.resolve("synset.txt"), "0\n1\n2\n3\n4\n5\n6\n7\n8\nnine\n");
        try (Model model = net.load(Map.of())) {
            assertThat(model.classes()).hasSize(10).endsWith("nine");
        }
        Files.writeString(directory.resolve("synset.txt"), "of\nanother\nmodel\n");
        try (Model model = net.load(Map.of())) {
            assertThat(model.classes()).isEmpty();
        }
    }
}

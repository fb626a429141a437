package io.inferry.engine.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    @TempDir Path directory;

    @BeforeAll
    static void assumeOpenCv() {
        NetPair.assumeOpenCv();
    }

    private static Signature signature(Model model) {
        return model.signatures().get(Signature.DEFAULT_NAME);
    }

    private static TensorSpec floats(String name, long... dims) {
        return new TensorSpec(name, DataType.FLOAT32, Shape.of(dims));
    }

    @Test
    void rowsAreFreeWhereATrialShowsIt() {
        NetPair pair = NetPair.copy("tiny_cnn", directory);
        try (Model model = pair.load(Map.of())) {
            assertThat(signature(model).inputs()).containsExactly(floats("data", -1, 3, 32, 32));
            assertThat(signature(model).outputs()).containsExactly(floats("logits", -1, 5));
            assertThat(model.platform()).isEqualTo("opencv_caffe");
        }
        try (Model model = pair.load(Map.of("rows", "declared"))) {
            assertThat(signature(model).inputs()).containsExactly(floats("data", 1, 3, 32, 32));
        }
    }

    @Test
    void aNetWithAnAnswerForAllRowsTogetherTakesThoseOfItsDescription() {
        try (Model model = NetPair.copy("many_layers", directory).load(Map.of())) {
            assertThat(signature(model).inputs()).containsExactly(floats("data", 1, 4, 16, 16));
            assertThat(signature(model).outputs().stream().map(TensorSpec::name))
                    .containsExactlyInAnyOrder("prob", "prior");
        }
    }

    @Test
    void otherSizesOfImagesAreDeclared() {
        NetPair pair = NetPair.copy("tiny_cnn", directory);
        try (Model model = pair.load(Map.of("inputs", "data[-1, 3, ?, ?]"))) {
            assertThat(signature(model).inputs()).containsExactly(floats("data", -1, 3, -1, -1));
        }
        assertThatThrownBy(() -> pair.load(Map.of("inputs", "image[1,3]")))
                .hasMessageContaining("option inputs names 'image'");
        assertThatThrownBy(() -> pair.load(Map.of("inputs", "data[1,3")))
                .hasMessageContaining("it must be like data[-1,3,224,224]");
    }

    @Test
    void boxesOfOneImageHaveTheSameRankAsThoseOfMore() {
        TensorMemory memory = TensorMemory.unpooled();
        try (Model model = NetPair.copy("boxes_dark", directory).load(Map.of());
                Runner runner = model.newRunner()) {
            assertThat(signature(model).outputs()).containsExactly(floats("yolo_9", -1, 128, 7));
            float[] pixels = new float[2 * 3 * 32 * 32];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = i % 17 / 17f;
            }
            Tensor two = NumericTensor.ofFloats(memory, Shape.of(2, 3, 32, 32), pixels);
            NumericTensor both = run(runner, model, two);
            NumericTensor first = run(runner, model, two.rows(0, 1));
            assertThat(both.shape()).isEqualTo(Shape.of(2, 128, 7));
            assertThat(first.shape()).isEqualTo(Shape.of(1, 128, 7));
            assertThat(first.toFloats()).isEqualTo(Arrays.copyOf(both.toFloats(), 128 * 7));
        }
    }

    private static NumericTensor run(Runner runner, Model model, Tensor input) {
        return (NumericTensor)
                runner.run(signature(model), Map.of("data", input), List.of("yolo_9"))
                        .get("yolo_9");
    }

    @Test
    void classesAreThoseOfTheFileBeside() throws Exception {
        NetPair pair = NetPair.copy("tiny_dark", directory);
        Files.writeString(directory.resolve("some.names"), "a\nb\nc\nd\ne\n");
        try (Model model = pair.load(Map.of())) {
            assertThat(model.classes()).containsExactly("a", "b", "c", "d", "e");
        }
        Files.writeString(directory.resolve("some.names"), "a\nb\n");
        try (Model model = pair.load(Map.of())) {
            assertThat(model.classes()).isEmpty();
            assertThat(model.metadata()).containsEntry("labels", "a\nb");
        }
    }

    @Test
    void threadsAreSetForTheWholeProcess() {
        NetPair pair = NetPair.copy("tiny_cnn", directory);
        try (Model model = pair.load(Map.of("threads", "2"))) {
            assertThat(model.nativeBytes()).isPositive();
        }
        assertThatThrownBy(() -> pair.load(Map.of("threads", "many")))
                .hasMessageContaining("option threads is 'many'");
        assertThatThrownBy(() -> pair.load(Map.of("thread", "2")))
                .hasMessageContaining("the nearest is 'threads'");
    }
}

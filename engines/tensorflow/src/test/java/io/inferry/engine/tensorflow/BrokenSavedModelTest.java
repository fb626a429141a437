package io.inferry.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.contracts.SettlingMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

class BrokenSavedModelTest {
    @TempDir Path directory;

    private static AbstractThrowableAssert<?, ?> assertInvalid(Path model) {
        return assertInvalid(model, Map.of());
    }

    private static AbstractThrowableAssert<?, ?> assertInvalid(
            Path model, Map<String, String> options) {
        return assertThatThrownBy(() -> Workbench.of(model, options).close())
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining(model.toString());
    }

    @Test
    void aDescriptionThatIsCutShortIsInvalidWhereverItIsCut() throws Exception {
        Path model = Models.copy(Models.DIGITS, directory);
        Path file = model.resolve("saved_model.pb");
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 60; i++) {
            Files.write(file, Arrays.copyOf(whole, (int) (whole.length * 0.98 * i / 60)));

            assertInvalid(model).hasMessageContaining("saved_model.pb");
        }
    }

    @Test
    void aDescriptionWithAFewBytesChangedLoadsOrIsInvalid() throws Exception {
        // Always the same: a failure here may be the end of the process, which prints no seed.
        Random random = new Random(11);
        Path model = Models.copy(Models.TF1, directory);
        Path file = model.resolve("saved_model.pb");
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            for (int k = 0; k < 3; k++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, bytes);
            try {
                Workbench.of(model, Map.of()).close();
            } catch (ServingException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL);
            }
        }
    }

    @Test
    void missingVariablesAreNamed() throws Exception {
        Path model = Models.copy(Models.DIGITS, directory);
        delete(model.resolve("variables"));

        assertInvalid(model)
                .hasMessageContaining("has 4 variables")
                .hasMessageContaining("variables.index is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"variables.index", "variables.data-00000-of-00001"})
    void variablesThatAreCutShortAreInvalid(String name) throws Exception {
        Path model = Models.copy(Models.DIGITS, directory);
        Path file = model.resolve("variables").resolve(name);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2));

        assertInvalid(model);
    }

    @Test
    void missingDataIsInvalid() throws Exception {
        Path model = Models.copy(Models.DIGITS, directory);
        Files.delete(model.resolve("variables/variables.data-00000-of-00001"));

        assertInvalid(model).hasMessageContaining("variables");
    }

    @Test
    void changedDataIsInvalid() throws Exception {
        Path model = Models.copy(Models.DIGITS, directory);
        Path file = model.resolve("variables/variables.data-00000-of-00001");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertInvalid(model).hasMessageContaining("Checksum");
    }

    @Test
    void anOperatorThatTensorFlowDoesNotHaveIsNamed() throws Exception {
        Path model = Models.copy(Models.TF1, directory);
        Path file = model.resolve("saved_model.pb");
        SavedModel.Builder changed = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        changed.getMetaGraphsBuilder(0)
                .getGraphDefBuilder()
                .addNode(NodeDef.newBuilder().setName("new").setOp("FrobnicateV7"));
        Files.write(file, changed.build().toByteArray());

        assertInvalid(model).hasMessageContaining("Op type not registered 'FrobnicateV7'");
    }

    @Test
    void tagsThatAreNotThereAreNamedWithThoseThatAre() {
        Path model = Models.copy(Models.TAGGED, directory);

        assertInvalid(model)
                .hasMessageEndingWith(
                        "has no graph with the tags [serve]; it has [[gpu, serve], [train]]");
        assertInvalid(model, Map.of("tags", "gpu"));
    }

    @Test
    void tagsChooseTheGraph() {
        assertThat(doubled(Map.of("tags", "gpu, serve"))).containsExactly(4);
        assertThat(doubled(Map.of("tags", "train"))).containsExactly(4);
    }

    private static float[] doubled(Map<String, String> options) {
        try (Workbench bench = Workbench.of(Models.at(Models.TAGGED), options)) {
            return bench.floats("serving_default", "y", Map.of("x", bench.floats(2)));
        }
    }

    @Test
    void aDescriptionAsTextIsReadToo() throws Exception {
        Path model = Models.copy(Models.TF1, directory);
        Path file = model.resolve("saved_model.pb");
        SavedModel read = SavedModel.parseFrom(Files.readAllBytes(file));
        Files.delete(file);
        Path text = model.resolve("saved_model.pbtxt");
        Files.writeString(text, TextFormat.printer().printToString(read));

        assertThat(new TensorFlowEngine().recognizes(model)).isTrue();
        try (Workbench bench = Workbench.of(model, Map.of())) {
            NumericTensor x = NumericTensor.ofFloats(bench.memory(), Shape.of(1, 1), 1);
            assertThat(bench.floats("serving_default", "y", Map.of("x", x))).containsExactly(2.5f);
        }
        Files.writeString(text, "meta_graphs { this is nothing }");
        assertInvalid(model).hasMessageContaining("saved_model.pbtxt");
    }

    @Test
    void aSavedModelInChunksIsRefusedByName() throws Exception {
        Path file = Files.writeString(directory.resolve("saved_model.cpb"), "?");

        assertThat(new TensorFlowEngine().recognizes(directory)).isTrue();
        assertInvalid(directory).hasMessageContaining(file.toString());
    }

    @Test
    void anEmptyDirectoryIsNobodys() {
        assertThat(new TensorFlowEngine().recognizes(directory)).isFalse();
        assertInvalid(directory).hasMessageContaining("neither");
    }

    @Test
    void loadingAndUnloadingGivesMemoryBack() {
        Path model = Models.at(Models.MNIST);
        SettlingMemory.assertSettles(
                30,
                4 << 20,
                () -> {
                    try (Workbench bench = Workbench.of(model, Map.of())) {
                        NumericTensor x =
                                NumericTensor.ofFloats(
                                        bench.memory(), Shape.of(1, 784), new float[784]);
                        bench.floats("serving_default", "probabilities", Map.of("x", x));
                    }
                });
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}

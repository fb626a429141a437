package io.inferry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    @TempDir Path root;

    private final Engines engines = new Engines(List.of(new LinearEngine()));
    private ModelFolder folder;

    @BeforeEach
    void open() {
        folder = new ModelFolder(root);
    }

    private static void assertInvalid(String text, ThrowingCallable choice) {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(choice)
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_MODEL);
                    assertThat(failure.text()).isEqualTo(text);
                });
    }

    @Test
    void theFirstEngineThatRecognizesADirectoryLoadsIt() {
        Path version = folder.version("m", "1", "a=1").getParent();
        assertThat(engines.choose(version, Optional.empty()).artifact()).isEqualTo(version);
        assertThat(engines.choose(version, Optional.of("linear")).engine().name())
                .isEqualTo("linear");
    }

    @Test
    void aFileInADirectoryIsChosenWhenTheDirectoryIsNotRecognized() {
        Path file = folder.file("m/1/net.linear", "a=1");
        assertThat(engines.choose(file.getParent(), Optional.empty()).artifact()).isEqualTo(file);
    }

    @Test
    void whatNobodyRecognizesIsNamedWithTheEnginesThereAre() {
        Path directory = folder.file("m/1/notes.txt", "?").getParent();
        assertInvalid(
                "no installed engine recognizes %s: it holds notes.txt; installed are: linear"
                        .formatted(directory),
                () -> engines.choose(directory, Optional.empty()));
        assertInvalid(
                "no installed engine recognizes %s: it holds notes.txt; installed are: none"
                        .formatted(directory),
                () -> new Engines(List.of()).choose(directory, Optional.empty()));
    }

    @Test
    void aSavedModelSaysWhichPlugInIsMissing() {
        Path directory = folder.file("m/1/saved_model.pb", "?").getParent();
        folder.file("m/1/variables/variables.index", "?");
        assertInvalid(
                "no installed engine recognizes %s: it holds saved_model.pb, variables; installed are: linear; a TensorFlow SavedModel needs the plug-in 'tensorflow': inferry plugin add tensorflow"
                        .formatted(directory),
                () -> engines.choose(directory, Optional.empty()));
    }

    @Test
    void aTfliteModelSaysWhichPlugInIsMissing() {
        Path directory = folder.file("m/1/model.tflite", "?").getParent();
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> engines.choose(directory, Optional.empty()))
                .withMessageEndingWith(
                        "a TFLite model needs the plug-in 'tflite': inferry plugin add tflite");
    }

    @Test
    void netsOfOlderFrameworksSayWhichPlugInIsMissing() {
        Path mxnet = folder.file("m/1/digits-symbol.json", "{}").getParent();
        folder.file("m/1/digits-0000.params", "?");
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> engines.choose(mxnet, Optional.empty()))
                .withMessageEndingWith(
                        "an MXNet graph needs the plug-in 'mxnet': inferry plugin add mxnet");
        Path caffe = folder.file("n/1/net.caffemodel", "?").getParent();
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> engines.choose(caffe, Optional.empty()))
                .withMessageEndingWith(
                        "a Caffe net needs the plug-in 'opencv': inferry plugin add opencv");
    }

    @Test
    void anEngineThatIsNotThereIsNamedWithThePlugInThatBringsIt() {
        Path directory = folder.file("m/1/saved_model.pb", "?").getParent();
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> engines.choose(directory, Optional.of("tensorflow")))
                .withMessage(
                        "engine 'tensorflow' is not installed; installed are: linear; a TensorFlow SavedModel needs the plug-in 'tensorflow': inferry plugin add tensorflow");
    }

    @Test
    void anEngineThatIsNotThereIsNamed() {
        Path version = folder.version("m", "1", "a=1").getParent();
        assertInvalid(
                "engine 'onnx' is not installed; installed are: linear",
                () -> engines.choose(version, Optional.of("onnx")));
    }

    @Test
    void aFileWhereADirectoryShouldBeIsNamed() {
        Path file = folder.file("m/1", "12345");
        assertInvalid(
                "no installed engine recognizes %s: it is a file of 5 bytes; installed are: linear"
                        .formatted(file),
                () -> engines.choose(file, Optional.empty()));
    }

    @Test
    void whatIsGoneIsNamed() {
        assertInvalid(
                root.resolve("m/1") + " does not exist",
                () -> engines.choose(root.resolve("m/1"), Optional.empty()));
    }
}

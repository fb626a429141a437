package io.inferry.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The small real models that tests run with, as resources of this kit. Who made each one and with
 * what is said by its golden file, see {@link Golden}.
 */
public final class Fixtures {
    /** digits 8x8, 64-128-10, Keras: input {@code x}, output {@code probabilities}. */
    public static final String DIGITS_KERAS = "digits_keras.onnx";

    /** The same network by PyTorch: input {@code input}, output {@code probabilities}. */
    public static final String DIGITS_TORCH = "digits_torch.onnx";

    /** digits 28x28, 784-128-10: input {@code x}, output {@code probabilities}. */
    public static final String MNIST_MLP = "mnist_mlp.onnx";

    /** A tiny transformer, INT64 inputs, dynamic batch and sequence. */
    public static final String BERT_NANO = "bert_nano.onnx";

    /** Breast cancer, 50 LightGBM trees. */
    public static final String BC_LIGHTGBM = "bc_lightgbm.onnx";

    /** Breast cancer, XGBoost trees. */
    public static final String BC_XGBOOST = "bc_xgboost.onnx";

    /** Breast cancer, scikit-learn's scaler and logistic regression. */
    public static final String BC_SKLEARN = "bc_sklearn_pipeline.onnx";

    /** Strings in, INT64 and strings out. */
    public static final String STRINGS = "strings.onnx";

    /** A small convolutional network, 3x32x32. */
    public static final String TINY_CNN = "tiny_cnn.onnx";

    private static final List<String> ONNX_MODELS =
            List.of(
                    DIGITS_KERAS,
                    DIGITS_TORCH,
                    MNIST_MLP,
                    BERT_NANO,
                    BC_LIGHTGBM,
                    BC_XGBOOST,
                    BC_SKLEARN,
                    STRINGS,
                    TINY_CNN);

    private Fixtures() {}

    /** File names of all ONNX models of the kit. */
    public static List<String> onnxModels() {
        return ONNX_MODELS;
    }

    /**
     * Copies a model.
     *
     * @param fixture a file name, for example {@link #DIGITS_KERAS}
     * @param target the file to write, or an existing directory that gets a file of the fixture's
     *     name
     * @return the file written
     */
    public static Path copyModel(String fixture, Path target) {
        Path file = Files.isDirectory(target) ? target.resolve(fixture) : target;
        write(fixture, file);
        return file;
    }

    /**
     * Copies a model as one version of a repository: {@code repository/name/version/model.onnx}.
     *
     * @return the version's directory
     */
    public static Path copyVersion(String fixture, Path repository, String name, long version) {
        Path directory = repository.resolve(name).resolve(Long.toString(version));
        write(fixture, directory.resolve("model.onnx"));
        return directory;
    }

    /** The bytes of a fixture file: a model, a golden file or a request body. */
    public static byte[] bytes(String fixture) {
        try (InputStream in = open(fixture)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fixture file read as UTF-8: {@code mnist.json} and {@code mnist.v2.json} are requests. */
    public static String text(String fixture) {
        return new String(bytes(fixture), StandardCharsets.UTF_8);
    }

    private static void write(String fixture, Path file) {
        try (InputStream in = open(fixture)) {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String fixture) {
        InputStream in = Fixtures.class.getResourceAsStream("models/" + fixture);
        if (in == null) {
            throw new IllegalArgumentException("the kit has no file '" + fixture + "'");
        }
        return in;
    }
}

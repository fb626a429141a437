package io.inferry.engine.tensorflow;

import io.inferry.contracts.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The models of this module's test resources. */
final class Models {
    static final String DIGITS = "digits_keras/1";
    static final String MNIST = "mnist_mlp/1";
    static final String HALF_PLUS_TWO = "half_plus_two/1";
    static final String STRINGS = "strings_tf/1";
    static final String ECHO = "made/echo";
    static final String ODD = "made/odd";
    static final String TAGGED = "made/tagged";
    static final String SUMS = "made/sums.pb";
    static final String HALVES = "made/halves.pb";
    static final String TF1 = "saved_model_half_plus_two_cpu/00000123";
    static final String TF2 = "saved_model_half_plus_two_tf2_cpu/00000123";
    static final String COUNTER = "saved_model_counter/00000123";
    static final String MATRIX = "matrix_half_plus_two/1";
    static final String HALF_PLUS_THREE = "saved_model_half_plus_three/00000123";

    private Models() {}

    /** Where a model lies; not to be changed. */
    static Path at(String name) {
        try {
            return Path.of(Models.class.getResource("/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy of a model to break. */
    static Path copy(String name, Path directory) {
        Path from = at(name);
        Path target = directory.resolve(name);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path to = target.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(each, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Golden golden(String name) {
        try {
            return Golden.parse(name, Files.readAllBytes(at(name + ".golden.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

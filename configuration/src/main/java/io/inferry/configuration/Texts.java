package io.inferry.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Texts and what is written as a text. */
record Texts(String description) implements Kind<String> {
    /** A text that is not empty. */
    static final Kind<String> WORD = new Texts("a text");

    /** A file or directory, relative to the directory that the server was started in. */
    static final Kind<Path> PATH = new Mapped<>(new Texts("a path"), Texts::path, Path::toString);

    @Override
    public String read(Node node) {
        if (node instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
            return scalar.text();
        }
        throw new UnfitValueException(description, node);
    }

    @Override
    public String show(String value) {
        return value;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw new IllegalArgumentException("must be a path, was '" + text + "'");
        }
    }
}

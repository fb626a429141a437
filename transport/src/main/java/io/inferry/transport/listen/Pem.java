package io.inferry.transport.listen;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificates or a key in PEM form. What is printed of one never holds a key. */
public sealed interface Pem {
    /** A file. */
    record InFile(Path path) implements Pem {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** The text itself, as peers have it inside a configuration file. */
    record Text(String text) implements Pem {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public String toString() {
            return "given as text";
        }
    }

    /** A text that begins as PEM does is PEM, any other is a path. */
    static Pem of(String pathOrText) {
        return pathOrText.stripLeading().startsWith("-----BEGIN ")
                ? new Text(pathOrText)
                : new InFile(Path.of(pathOrText));
    }

    /** Its bytes from the start. */
    InputStream open() throws IOException;
}

package io.inferry.experiment.command.acts;

import io.inferry.api.ServingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that was named at the command line, {@code -} for standard input; in UTF-8. */
final class InputText {
    private InputText() {}

    static String whole(String file) {
        try (BufferedReader reader = open(file)) {
            return reader.readAllAsString();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static BufferedReader open(String file) {
        try {
            return file.equals("-")
                    ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    : Files.newBufferedReader(Path.of(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static ServingException unreadable(String file, IOException e) {
        return ServingException.invalidArgument(
                "cannot read %s: %s".formatted(file, e.getClass().getSimpleName()));
    }
}

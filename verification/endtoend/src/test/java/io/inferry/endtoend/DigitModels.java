package io.inferry.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The versions of the model "digits" that experiments are played with, and the rows to ask. */
final class DigitModels {
    private static final double PIXEL_MAX = 16;

    private DigitModels() {}

    /** Adds a version; all that are there are served. */
    static void add(Path models, String fixture, long version) throws IOException {
        Path model = Files.createDirectories(models.resolve("digits"));
        Files.writeString(model.resolve("model.yaml"), "versions: all\n");
        Path directory = Files.createDirectories(model.resolve(Long.toString(version)));
        try (var file = open(fixture + ".onnx")) {
            Files.copy(file, directory.resolve("model.onnx"));
        }
        Files.createFile(directory.resolve(".complete"));
    }

    /** The rows, their labels, and how often each version is right about them. */
    static JsonNode rows() throws IOException {
        try (InputStream file = open("rows.json")) {
            return new ObjectMapper().readTree(file);
        }
    }

    /** A body that asks TensorFlow Serving's REST for a row. */
    static String question(JsonNode row) {
        StringBuilder pixels = new StringBuilder();
        for (JsonNode pixel : row) {
            pixels.append(pixels.isEmpty() ? "" : ",").append(pixel.intValue() / PIXEL_MAX);
        }
        return "{\"instances\": [[" + pixels + "]]}";
    }

    private static InputStream open(String name) {
        InputStream file = DigitModels.class.getResourceAsStream("/experiment/" + name);
        if (file == null) {
            throw new IllegalStateException("no resource experiment/" + name);
        }
        return file;
    }
}

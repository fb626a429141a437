package io.inferry.engine.opencv;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import io.inferry.engine.opencv.runtime.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The two files of a net in a folder of a test. */
record NetPair(Path description, Path weights) {
    /** Skips where OpenCV is not published for. */
    static void assumeOpenCv() {
        assumeTrue(NativeLibrary.isPresent(), "OpenCV's library is not there for this platform");
    }

    static NetPair of(String name, Path folder) {
        boolean isDarknet = name.endsWith("dark");
        return new NetPair(
                folder.resolve(name + (isDarknet ? ".cfg" : ".prototxt")),
                folder.resolve(name + (isDarknet ? ".weights" : ".caffemodel")));
    }

    /** A fixture's files. */
    static NetPair copy(String name, Path folder) {
        NetPair pair = of(name, folder);
        return pair.write(pair.fixtureText(), pair.fixtureWeights());
    }

    String fixtureText() {
        return Fixtures.text(String.valueOf(description.getFileName()));
    }

    byte[] fixtureWeights() {
        return Fixtures.bytes(String.valueOf(weights.getFileName()));
    }

    NetPair write(String text, byte[] numbers) {
        try {
            Files.createDirectories(description.resolveSibling(""));
            Files.write(description, text.getBytes(StandardCharsets.ISO_8859_1));
            Files.write(weights, numbers);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Model load(Map<String, String> options) {
        return new OpenCvEngine()
                .load(
                        new LoadRequest(
                                new ModelId("made", 1), weights, options, TensorMemory.unpooled()));
    }
}

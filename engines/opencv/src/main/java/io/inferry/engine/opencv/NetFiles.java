package io.inferry.engine.opencv;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.engine.opencv.file.CaffeNet;
import io.inferry.engine.opencv.file.CaffeWeights;
import io.inferry.engine.opencv.file.DarknetNet;
import io.inferry.engine.opencv.file.ModelFileException;
import io.inferry.engine.opencv.file.NetInput;
import io.inferry.engine.opencv.runtime.NativeNet;
import io.inferry.engine.opencv.runtime.RefusedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Both files in memory, checked: what every runner's net is made from.
 *
 * @param inputs as the description has them
 * @param facts what it says of itself
 */
record NetFiles(
        Artifact artifact,
        MemorySegment description,
        MemorySegment weights,
        List<NetInput> inputs,
        Map<String, String> facts) {
    private static final long DESCRIPTION_BYTES_MAX = 64 << 20;
    private static final int HEAD_NUMBERS = 2;

    NetFiles {
        inputs = List.copyOf(inputs);
    }

    /**
     * Reads both files.
     *
     * @param arena where they are to be
     * @throws ServingException INVALID_MODEL with the file and the reason
     */
    static NetFiles read(Artifact artifact, Arena arena) {
        MemorySegment description = bytes(artifact, artifact.description(), arena);
        MemorySegment weights = bytes(artifact, artifact.weights(), arena);
        if (description.byteSize() > DESCRIPTION_BYTES_MAX) {
            throw artifact.brokenDescription(
                    "it is larger than " + DESCRIPTION_BYTES_MAX + " bytes");
        }
        String text =
                new String(description.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        Map<String, String> facts = new LinkedHashMap<>();
        try {
            return switch (artifact.reader()) {
                case CAFFE -> {
                    CaffeNet net = CaffeNet.parse(text);
                    facts.put("layers", counted(net.layers()));
                    checkWeights(artifact, net, weights);
                    yield new NetFiles(artifact, description, weights, net.inputs(), facts);
                }
                case DARKNET -> {
                    DarknetNet net = DarknetNet.parse(text);
                    facts.put("layers", counted(net.layers()));
                    facts.put(
                            "unused_weight_bytes", String.valueOf(unused(artifact, net, weights)));
                    yield new NetFiles(artifact, description, weights, List.of(net.input()), facts);
                }
            };
        } catch (ModelFileException e) {
            throw artifact.brokenDescription(e.reason());
        }
    }

    private static void checkWeights(Artifact artifact, CaffeNet net, MemorySegment weights) {
        try {
            CaffeWeights there = CaffeWeights.parse(weights);
            for (Map.Entry<String, Integer> layer : net.weighted().entrySet()) {
                there.require(layer.getKey(), layer.getValue());
            }
        } catch (ModelFileException e) {
            throw artifact.brokenWeights(e.reason());
        }
    }

    private static long unused(Artifact artifact, DarknetNet net, MemorySegment weights) {
        List<Integer> head = new ArrayList<>();
        for (int i = 0; i < HEAD_NUMBERS && (i + 1L) * Integer.BYTES <= weights.byteSize(); i++) {
            head.add(weights.get(LittleEndian.INT, (long) i * Integer.BYTES));
        }
        try {
            return net.checkWeights(head, weights.byteSize());
        } catch (ModelFileException e) {
            throw artifact.brokenWeights(e.reason());
        }
    }

    private static String counted(Map<String, Integer> layers) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(layers)
                .forEach((type, count) ->
                        text.append(text.isEmpty() ? "" : ", ")
                                .append(type)
                                .append(' ')
                                .append(count));
        return text.toString();
    }

    /** A copy: what becomes of the file on the disk does not matter any more. */
    private static MemorySegment bytes(Artifact artifact, Path path, Arena arena) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw ServingException.invalidModel(path + " is larger than 2 GiB");
            }
            MemorySegment bytes = arena.allocate(Math.max(1, channel.size()), 64);
            var buffer = bytes.asSlice(0, channel.size()).asByteBuffer();
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new IOException("it became shorter");
                }
            }
            return bytes.asSlice(0, buffer.limit());
        } catch (IOException e) {
            throw ServingException.invalidModel(
                    "%s of %s cannot be read: %s".formatted(path, artifact.reader(), e), e);
        }
    }

    /** A net of its own for a runner. */
    NativeNet open() throws RefusedException {
        return NativeNet.read(artifact.reader(), description, weights);
    }
}

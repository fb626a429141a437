package io.inferry.engine.tflite.file;

import io.inferry.api.ServingException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model file in memory and what it says of itself.
 *
 * @param bytes all of the file, in memory of its own: what was checked is what runs, whatever
 *     happens to the file
 * @param facts in the order to show them
 * @param customOperators operators that are not the runtime's own
 * @param unsupported inputs and outputs whose elements cannot be served
 */
public record ModelFile(
        Path path,
        MemorySegment bytes,
        List<Entrance> entrances,
        Map<String, String> facts,
        List<String> customOperators,
        Map<String, String> unsupported) {
    private static final int ALIGNMENT = 64;

    public ModelFile {
        entrances = List.copyOf(entrances);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        customOperators = List.copyOf(customOperators);
        unsupported = Map.copyOf(unsupported);
    }

    /**
     * Reads a model file.
     *
     * @param arena where its bytes stay
     * @throws ServingException INVALID_MODEL that names the file and the reason
     */
    public static ModelFile read(Path path, Arena arena) {
        try {
            MemorySegment bytes = load(path, arena);
            ModelScan scan = new ModelScan(new FlatBytes(bytes));
            return new ModelFile(
                    path,
                    bytes,
                    scan.signatures.entrances(),
                    scan.facts(),
                    List.copyOf(scan.customOperators),
                    scan.signatures.unsupported());
        } catch (ModelFileException e) {
            throw broken(path, e.reason(), e);
        } catch (IOException e) {
            throw broken(path, "it cannot be read: " + e, e);
        }
    }

    /** The error for a file that cannot become a model. */
    public static ServingException broken(Path path, String reason, Throwable cause) {
        return ServingException.invalidModel(text(path, reason), cause);
    }

    /** The error for a file that the runtime refuses. */
    public ServingException broken(String reason) {
        return ServingException.invalidModel(text(path, reason));
    }

    private static String text(Path path, String reason) {
        return "%s is not a usable TensorFlow Lite model: %s".formatted(path, reason);
    }

    private static MemorySegment load(Path path, Arena arena) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new ModelFileException("there is no such file");
        }
        try (FileChannel file = FileChannel.open(path)) {
            long size = file.size();
            if (size > Integer.MAX_VALUE) {
                throw new ModelFileException(
                        "it has %d bytes, at most %d can be served"
                                .formatted(size, Integer.MAX_VALUE));
            }
            MemorySegment bytes = arena.allocate(size, ALIGNMENT);
            ByteBuffer into = bytes.asByteBuffer();
            while (into.hasRemaining()) {
                if (file.read(into) < 0) {
                    throw new ModelFileException("it became shorter while it was read");
                }
            }
            return bytes;
        }
    }
}

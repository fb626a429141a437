package io.inferry.engine.onnx.file;

import io.inferry.api.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a ModelProto says of itself.
 *
 * @param byteSize of the file and of the files that hold its weights
 * @param facts in the order to show them
 * @param inputs that a caller has to send, in the graph's order
 * @param outputs in the graph's order
 */
public record ModelFile(
        Path path,
        long byteSize,
        Map<String, String> facts,
        Map<String, ValueType> inputs,
        Map<String, ValueType> outputs) {
    public ModelFile {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /**
     * Reads a model file: all of its structure, none of its weights.
     *
     * @throws ServingException INVALID_MODEL that names the file, its size and the reason
     */
    public static ModelFile read(Path path) {
        try (FileBytes bytes = new FileBytes(path)) {
            ModelScan scan = new ModelScan();
            scan.read(new Fields(bytes));
            long external = externalBytes(path, scan.graph);
            return new ModelFile(
                    path,
                    bytes.size() + external,
                    facts(scan),
                    scan.graph.inputs,
                    scan.graph.outputs);
        } catch (ModelFileException e) {
            throw broken(path, e.reason(), e);
        } catch (IOException e) {
            throw broken(path, "it cannot be read: " + e, e);
        }
    }

    /** The error for a file that cannot become a model. */
    public static ServingException broken(Path path, String reason, Throwable cause) {
        return ServingException.invalidModel(
                "%s (%s) is not a usable ONNX model: %s".formatted(path, size(path), reason),
                cause);
    }

    private static String size(Path path) {
        try {
            return Files.size(path) + " bytes";
        } catch (IOException e) {
            return "of unknown size";
        }
    }

    private static long externalBytes(Path model, GraphScan graph) throws IOException {
        long sum = 0;
        Path directory = model.toAbsolutePath().normalize().resolveSibling("");
        for (Map.Entry<String, Long> external : graph.externalFiles.entrySet()) {
            Path file = directory.resolve(external.getKey()).normalize();
            sum += checkedSize(directory, file, external.getValue());
        }
        return sum;
    }

    /** The runtime maps these files: one that is too short would take the process down. */
    private static long checkedSize(Path directory, Path file, long needed) throws IOException {
        if (!file.startsWith(directory)) {
            throw new ModelFileException(
                    "its weights are in " + file + ", outside the model's directory");
        }
        if (!Files.isRegularFile(file)) {
            throw new ModelFileException("its weights' file " + file + " is missing");
        }
        long size = Files.size(file);
        if (size < needed) {
            throw new ModelFileException(
                    "its weights' file %s has %d bytes, the model needs %d"
                            .formatted(file, size, needed));
        }
        return size;
    }

    private static Map<String, String> facts(ModelScan scan) {
        Map<String, String> facts = new LinkedHashMap<>(scan.texts);
        GraphScan graph = scan.graph;
        facts.put("graph", graph.name);
        facts.put("opset", join(new TreeMap<>(scan.opsets), " "));
        facts.put("nodes", Integer.toString(graph.nodes));
        facts.put("operators", join(graph.operators, " x"));
        facts.put("parameters", Long.toString(graph.parameters));
        facts.put("initializer_bytes", Long.toString(graph.initializerBytes));
        facts.put("external_data", String.join(", ", graph.externalFiles.keySet()));
        facts.values().removeIf(String::isEmpty);
        facts.putAll(scan.metadata);
        return facts;
    }

    private static String join(Map<String, ?> counts, String between) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + between + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

package io.inferry.engine.onnx.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a GraphProto: names and types of what goes in and out, and counts of the rest. */
final class GraphScan {
    private static final int INITIALIZERS_MAX = 1 << 20;

    final Map<String, ValueType> inputs = new LinkedHashMap<>();
    final Map<String, ValueType> outputs = new LinkedHashMap<>();
    final Map<String, Integer> operators = new TreeMap<>();
    final Map<String, Long> externalFiles = new LinkedHashMap<>();
    String name = "";
    int nodes;
    long parameters;
    long initializerBytes;
    private final Set<String> initializers = new HashSet<>();

    void read(Fields graph) throws IOException {
        while (graph.next()) {
            switch (graph.number()) {
                case 1 -> readNode(graph.message());
                case 2 -> name = graph.text();
                case 5 -> readInitializer(graph.message());
                case 11 -> readValue(graph.message(), inputs);
                case 12 -> readValue(graph.message(), outputs);
                default -> {
                    // doc strings, intermediate types and annotations say nothing we need
                }
            }
        }
        // Until IR version 4 every weight was listed as an input too; no caller has to send it.
        inputs.keySet().removeAll(initializers);
    }

    private void readNode(Fields node) throws IOException {
        String operator = "";
        String domain = "";
        while (node.next()) {
            if (node.number() == 4) {
                operator = node.text();
            } else if (node.number() == 7) {
                domain = node.text();
            }
        }
        nodes++;
        String full =
                domain.isEmpty() || domain.equals("ai.onnx") ? operator : domain + "." + operator;
        operators.merge(full, 1, Integer::sum);
    }

    private void readInitializer(Fields tensor) throws IOException {
        long elements = 1;
        long bytes = 0;
        Map<String, String> external = new HashMap<>();
        while (tensor.next()) {
            switch (tensor.number()) {
                case 1 -> elements *= tensor.isPacked() ? tensor.packedProduct() : tensor.varint();
                case 8 -> initializers.add(tensor.text());
                case 4, 5, 6, 7, 9, 10, 11 -> bytes += tensor.length();
                case 13 -> readExternal(tensor.message(), external);
                default -> {
                    // type, segment and doc string
                }
            }
        }
        if (initializers.size() > INITIALIZERS_MAX) {
            throw new ModelFileException("it has more than " + INITIALIZERS_MAX + " initializers");
        }
        parameters += elements;
        initializerBytes += bytes + countExternal(external);
    }

    /** One key and value that say where the bytes of an initializer are in another file. */
    private static void readExternal(Fields entry, Map<String, String> into) throws IOException {
        String key = "";
        String value = "";
        while (entry.next()) {
            if (entry.number() == 1) {
                key = entry.text();
            } else if (entry.number() == 2) {
                value = entry.text();
            }
        }
        into.put(key, value);
    }

    /** Notes how long the other file has to be; the bytes that the initializer takes there. */
    private long countExternal(Map<String, String> external) throws ModelFileException {
        String location = external.get("location");
        if (location == null) {
            return 0;
        }
        long offset = count("offset", external);
        long length = count("length", external);
        externalFiles.merge(location, offset + length, Math::max);
        return length;
    }

    private static long count(String key, Map<String, String> external) throws ModelFileException {
        String value = external.getOrDefault(key, "0");
        try {
            long count = Long.parseLong(value);
            if (count >= 0 && count <= Long.MAX_VALUE / 2) {
                return count;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw new ModelFileException("its external data has the " + key + " '" + value + "'");
    }

    private static void readValue(Fields value, Map<String, ValueType> into) throws IOException {
        String name = "";
        ValueType type = new ValueType.Untyped();
        while (value.next()) {
            if (value.number() == 1) {
                name = value.text();
            } else if (value.number() == 2) {
                type = TypeScan.read(value.message());
            }
        }
        into.put(name, type);
    }
}

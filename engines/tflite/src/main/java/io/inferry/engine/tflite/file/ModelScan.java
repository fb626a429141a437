package io.inferry.engine.tflite.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Walks through a model's tables; the numbers of their fields are those of the public schema. */
final class ModelScan {
    /** In every file, at byte 4. */
    private static final String IDENTIFIER = "TFL3";

    private static final String SIGNATURES = "signature_defs_metadata";
    private static final String MIN_RUNTIME = "min_runtime_version";
    private static final int GRAPHS_MAX = 4096;
    private static final int CUSTOM_OPERATOR = 32;

    private final Table model;
    private final List<Graph> graphs = new ArrayList<>();
    private final Map<String, FlatBytes> metadata = new LinkedHashMap<>();
    final TreeSet<String> customOperators = new TreeSet<>();
    final SignatureScan signatures;

    ModelScan(FlatBytes bytes) throws ModelFileException {
        if (bytes.size() < 8 || !bytes.text(4, 4).equals(IDENTIFIER)) {
            throw new ModelFileException("it does not have \"TFL3\" at byte 4");
        }
        this.model = Table.at(bytes, bytes.follow(0));
        readOperators();
        readGraphs();
        readMetadata();
        this.signatures = new SignatureScan(graphs);
        readSignatures();
    }

    Map<String, String> facts() throws ModelFileException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("schema_version", Integer.toString(model.number(0, 0)));
        putText(facts, "description", model.text(3));
        FlatBytes runtime = metadata.get(MIN_RUNTIME);
        if (runtime != null) {
            putText(facts, MIN_RUNTIME, text(runtime));
        }
        facts.put("subgraphs", Integer.toString(graphs.size()));
        facts.put("operators", Long.toString(graphs.getFirst().operators()));
        putText(facts, "custom_operators", String.join(", ", customOperators));
        for (Map.Entry<String, String> each : signatures.unsupported().entrySet()) {
            facts.put("unsupported '" + each.getKey() + "'", each.getValue());
        }
        return facts;
    }

    private void readOperators() throws ModelFileException {
        for (Table operator : model.tables(1)) {
            int code = Math.max(operator.unsignedByte(0), operator.number(3, 0));
            if (code == CUSTOM_OPERATOR) {
                customOperators.add(operator.text(1));
            }
        }
    }

    private void readGraphs() throws ModelFileException {
        FlatList buffers = model.list(4);
        FlatList list = model.list(2);
        if (list.size() < 1 || list.size() > GRAPHS_MAX) {
            throw new ModelFileException("it has " + list.size() + " subgraphs");
        }
        for (long i = 0; i < list.size(); i++) {
            Graph graph = Graph.read(list.table(i));
            graph.visit(buffers);
            graphs.add(graph);
        }
        for (long i = 0; i < buffers.size(); i++) {
            buffers.table(i).part(0);
        }
    }

    private void readMetadata() throws ModelFileException {
        FlatList buffers = model.list(4);
        for (Table entry : model.tables(6)) {
            Table buffer = buffers.table(Integer.toUnsignedLong(entry.number(1, 0)));
            String name = entry.text(0);
            buffer.part(0).ifPresent(part -> metadata.put(name, part));
        }
    }

    private void readSignatures() throws ModelFileException {
        FlatBytes map = metadata.get(SIGNATURES);
        if (map != null) {
            for (Map.Entry<String, FlatBytes> each : FlexMap.read(map).entrySet()) {
                signatures.add(each.getKey(), SignatureMessage.read(each.getValue()));
            }
        }
        SignatureScan.checkCount(model.list(7).size());
        for (Table definition : model.tables(7)) {
            signatures.add(definition);
        }
        signatures.addDefault();
    }

    private static void putText(Map<String, String> facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.put(key, value);
        }
    }

    /** Text that is filled up with zeros. */
    private static String text(FlatBytes part) throws ModelFileException {
        String text = part.text(0, Math.min(part.size(), 64));
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}

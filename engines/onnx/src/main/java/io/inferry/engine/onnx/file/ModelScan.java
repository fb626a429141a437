package io.inferry.engine.onnx.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a ModelProto. */
final class ModelScan {
    private static final int METADATA_MAX = 1000;

    final Map<String, String> texts = new LinkedHashMap<>();
    final Map<String, Long> opsets = new HashMap<>();
    final Map<String, String> metadata = new LinkedHashMap<>();
    final GraphScan graph = new GraphScan();
    private boolean hasGraph;

    void read(Fields model) throws IOException {
        while (model.next()) {
            switch (model.number()) {
                case 1 -> texts.put("ir_version", Long.toString(model.varint()));
                case 2 -> texts.put("producer", model.text());
                case 3 -> texts.put("producer_version", model.text());
                case 4 -> texts.put("domain", model.text());
                case 5 -> texts.put("model_version", Long.toString(model.varint()));
                case 6 -> texts.put("description", model.text());
                case 7 -> {
                    hasGraph = true;
                    graph.read(model.message());
                }
                case 8 -> readOpset(model.message());
                case 14 -> readMetadata(model.message());
                default -> {
                    // functions, training and device placement are for the runtime
                }
            }
        }
        if (!hasGraph) {
            throw new ModelFileException("it has no graph; it is empty, truncated or not ONNX");
        }
        if (opsets.isEmpty()) {
            throw new ModelFileException("it names no operator set; it may be truncated");
        }
        if (graph.outputs.isEmpty()) {
            throw new ModelFileException("its graph has no outputs");
        }
    }

    private void readOpset(Fields opset) throws IOException {
        String domain = "";
        long version = 0;
        while (opset.next()) {
            if (opset.number() == 1) {
                domain = opset.text();
            } else if (opset.number() == 2) {
                version = opset.varint();
            }
        }
        opsets.put(domain.isEmpty() ? "ai.onnx" : domain, version);
    }

    private void readMetadata(Fields entry) throws IOException {
        String key = "";
        String value = "";
        while (entry.next()) {
            if (entry.number() == 1) {
                key = entry.text();
            } else if (entry.number() == 2) {
                value = entry.text();
            }
        }
        if (metadata.size() < METADATA_MAX) {
            metadata.put("metadata." + key, value);
        }
    }
}

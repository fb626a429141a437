package io.inferry.engine.tflite.file;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of TensorFlow's SignatureDef message that matter here: inputs (field 1), outputs (2)
 * and method_name (3). Inputs and outputs are maps from the caller's name to a TensorInfo, whose
 * field 1 is the graph's name of a tensor.
 */
record SignatureMessage(
        SortedMap<String, String> inputs, SortedMap<String, String> outputs, String method) {

    static SignatureMessage read(FlatBytes bytes) throws ModelFileException {
        SortedMap<String, String> inputs = new TreeMap<>();
        SortedMap<String, String> outputs = new TreeMap<>();
        String method = "";
        MessageFields fields = new MessageFields(bytes);
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> readEntry(fields.message(), inputs);
                case 2 -> readEntry(fields.message(), outputs);
                case 3 -> method = fields.text();
                default -> {
                    // nothing that serving needs
                }
            }
        }
        return new SignatureMessage(inputs, outputs, method);
    }

    private static void readEntry(MessageFields entry, SortedMap<String, String> into)
            throws ModelFileException {
        String key = "";
        String tensor = "";
        while (entry.next()) {
            if (entry.number() == 1) {
                key = entry.text();
            } else if (entry.number() == 2) {
                tensor = tensorName(entry.message());
            }
        }
        into.put(key, tensor);
    }

    private static String tensorName(MessageFields tensor) throws ModelFileException {
        String name = "";
        while (tensor.next()) {
            if (tensor.number() == 1) {
                name = tensor.text();
            }
        }
        return name;
    }
}

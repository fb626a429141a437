package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import java.util.Base64;
import java.util.Map;

/** Writes a prediction's answer: a bare list for one output, objects by name for several. */
final class PredictionWriter {
    /** Strings of outputs so named are bytes, and written in base64. */
    private static final String BYTES_SUFFIX = "_bytes";

    private final PrettyWriter json = PrettyWriter.likeRapidJson();
    private final Map<String, Tensor> outputs;

    private PredictionWriter(Map<String, Tensor> outputs) {
        this.outputs = outputs;
    }

    /**
     * The body of the answer.
     *
     * @throws ServingException INVALID_ARGUMENT when outputs have no rows in common
     */
    static Bytes write(Layout layout, Map<String, Tensor> outputs) {
        if (outputs.isEmpty()) {
            throw ServingException.invalidArgument("Cannot convert empty tensor map to JSON");
        }
        PredictionWriter writer = new PredictionWriter(outputs);
        switch (layout) {
            case ROWS -> writer.writeRows(commonRows(outputs));
            case COLUMNS -> writer.writeColumns();
        }
        return writer.json.toBytes();
    }

    private static long commonRows(Map<String, Tensor> outputs) {
        long rows = -1;
        for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
            if (output.getValue().shape().rank() == 0) {
                throw ServingException.invalidArgument(
                        "Tensor name: " + output.getKey() + " has no shape information ");
            }
            long own = output.getValue().shape().dim(0);
            if (rows >= 0 && rows != own) {
                throw ServingException.invalidArgument(
                        "Tensor name: "
                                + output.getKey()
                                + " has inconsistent batch size: "
                                + own
                                + " expecting: "
                                + rows);
            }
            rows = own;
        }
        return rows;
    }

    private void writeRows(long rows) {
        json.beginObject().key("predictions").beginArray();
        boolean objects = outputs.size() > 1;
        for (long row = 0; row < rows; row++) {
            if (objects) {
                json.beginObject();
            }
            json.listsInOneLine();
            for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
                if (objects) {
                    json.key(output.getKey());
                }
                writeRow(output.getKey(), output.getValue(), row);
            }
            json.listsInLines();
            if (objects) {
                json.endObject();
            }
        }
        json.endArray().endObject();
    }

    private void writeRow(String name, Tensor tensor, long row) {
        if (!isBytes(name, tensor)) {
            json.row(tensor, row);
            return;
        }
        long perRow = tensor.shape().elements() / tensor.shape().dim(0);
        writeNested(tensor, true, new Part(1, row * perRow, perRow));
    }

    private void writeColumns() {
        json.beginObject().key("outputs");
        boolean objects = outputs.size() > 1;
        if (objects) {
            json.beginObject();
        }
        for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
            if (objects) {
                json.key(output.getKey());
            }
            Tensor tensor = output.getValue();
            writeNested(
                    tensor,
                    isBytes(output.getKey(), tensor),
                    new Part(0, 0, tensor.shape().elements()));
        }
        if (objects) {
            json.endObject();
        }
        json.endObject();
    }

    private static boolean isBytes(String name, Tensor tensor) {
        return tensor.dataType() == DataType.STRING && name.endsWith(BYTES_SUFFIX);
    }

    /** Elements {@code from} to {@code from + count}, seen from dimension {@code dim} on. */
    private record Part(int dim, long from, long count) {}

    private void writeNested(Tensor tensor, boolean bytes, Part part) {
        if (part.dim == tensor.shape().rank()) {
            writeElement(tensor, bytes, part.from);
            return;
        }
        json.beginArray();
        long size = tensor.shape().dim(part.dim);
        for (long i = 0; i < size; i++) {
            long count = part.count / size;
            writeNested(tensor, bytes, new Part(part.dim + 1, part.from + i * count, count));
        }
        json.endArray();
    }

    private void writeElement(Tensor tensor, boolean bytes, long index) {
        if (bytes && tensor instanceof StringTensor strings) {
            byte[] text = Base64.getEncoder().encode(strings.elements().get((int) index));
            json.beginObject().key("b64").string(text).endObject();
        } else {
            json.element(tensor, index);
        }
    }
}

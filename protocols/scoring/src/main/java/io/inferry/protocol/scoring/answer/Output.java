package io.inferry.protocol.scoring.answer;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One output, to be written row by row.
 *
 * @param classes the names of a row's values; empty where it is a plain value or list
 */
record Output(String name, Tensor tensor, List<String> classes) {
    /**
     * An output of a model.
     *
     * @param classes the model's classes; they name the values of a row where there is one number
     *     for each
     * @throws ServingException INVALID_ARGUMENT for bytes that are no text
     */
    static Output of(String name, Tensor tensor, List<String> classes) {
        requireText(name, tensor);
        DataType type = tensor.dataType();
        boolean named =
                !classes.isEmpty()
                        && (type == DataType.FLOAT32 || type == DataType.FLOAT64)
                        && tensor.shape().rank() == 2
                        && tensor.shape().dim(1) == classes.size();
        return new Output(name, tensor, named ? classes : List.of());
    }

    /** How many rows it has; -1 for a scalar, which has none. */
    long rows() {
        return tensor.shape().rank() == 0 ? -1 : tensor.shape().dim(0);
    }

    /** How many elements a row has. */
    long width() {
        return rows() <= 0 ? 0 : tensor.shape().elements() / rows();
    }

    /** Writes a row: a value, a list, or an object by class. */
    void write(JsonWriter json, long row) {
        if (classes.isEmpty()) {
            json.row(tensor, row);
            return;
        }
        json.beginObject();
        for (int i = 0; i < classes.size(); i++) {
            json.name(classes.get(i)).element(tensor, row * classes.size() + i);
        }
        json.endObject();
    }

    /** JSON and CSV are Unicode: replaced bytes would be a wrong answer that looks right. */
    private static void requireText(String name, Tensor tensor) {
        if (!(tensor instanceof StringTensor texts)) {
            return;
        }
        for (byte[] element : texts.elements()) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(element));
            } catch (CharacterCodingException e) {
                throw ServingException.invalidArgument(
                        "output '"
                                + name
                                + "' holds bytes that are not UTF-8 and have no form here; ask for"
                                + " it as binary over Open Inference Protocol");
            }
        }
    }
}

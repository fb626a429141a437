package io.inferry.protocol.scoring.answer;

import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.FloatStyle;
import io.inferry.transport.json.JsonWriter;
import java.util.List;

/**
 * {@code {"predictions": …}}: a list with a value for each row where there is one output, an object
 * by output for each row where there are several; one object of whole tensors where outputs are no
 * rows.
 */
final class Predictions {
    private Predictions() {}

    static Bytes write(List<Output> outputs) {
        JsonWriter json = new JsonWriter(FloatStyle.SHORTEST).beginObject().name("predictions");
        long rows = AnswerWriter.commonRows(outputs);
        if (rows < 0) {
            writeWhole(json, outputs);
        } else {
            json.beginArray();
            for (long row = 0; row < rows; row++) {
                writeRow(json, outputs, row);
            }
            json.endArray();
        }
        return json.endObject().toBytes();
    }

    private static void writeRow(JsonWriter json, List<Output> outputs, long row) {
        if (outputs.size() == 1) {
            outputs.getFirst().write(json, row);
            return;
        }
        json.beginObject();
        for (Output output : outputs) {
            output.write(json.name(output.name()), row);
        }
        json.endObject();
    }

    private static void writeWhole(JsonWriter json, List<Output> outputs) {
        if (outputs.size() == 1) {
            json.tensor(outputs.getFirst().tensor());
            return;
        }
        json.beginObject();
        for (Output output : outputs) {
            json.name(output.name()).tensor(output.tensor());
        }
        json.endObject();
    }
}

package io.inferry.protocol.scoring.answer;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.FloatStyle;
import io.inferry.transport.json.JsonWriter;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * {@code {"explanations": [{"bias": 0.1, "contributions": {"age": 0.2, …}}, …]}}. A model of
 * several outputs has a bias and contributions for each of them: by class where classes have names,
 * a list otherwise. Features that have no names are a list as well.
 */
final class Explanations {
    private static final String CONTRIBUTIONS = "contributions";
    private static final String BIAS = "bias";

    private final List<String> features;
    private final List<Output> outputs;
    private final List<String> classes;
    private final JsonWriter json = new JsonWriter(FloatStyle.SHORTEST);

    Explanations(Signature signature, List<Output> outputs, List<String> classes) {
        this.features =
                signature.columnar()
                        ? signature.inputs().stream().map(TensorSpec::name).toList()
                        : List.of();
        this.outputs = outputs;
        this.classes = classes;
    }

    Bytes write() {
        json.beginObject().name("explanations").beginArray();
        long rows = AnswerWriter.commonRows(outputs);
        for (long row = 0; row < rows; row++) {
            json.beginObject();
            for (Output output : outputs) {
                json.name(output.name());
                write(output, row);
            }
            json.endObject();
        }
        return json.endArray().endObject().toBytes();
    }

    private void write(Output output, long row) {
        int rank = output.tensor().shape().rank();
        if (output.name().equals(BIAS) && rank == 2) {
            long each = output.width();
            byOutput((int) each, index -> json.element(output.tensor(), row * each + index));
        } else if (output.name().equals(CONTRIBUTIONS) && rank == 2) {
            byFeature(output, row * output.width(), (int) output.width());
        } else if (output.name().equals(CONTRIBUTIONS) && rank == 3) {
            int each = (int) output.tensor().shape().dim(1);
            int width = (int) output.tensor().shape().dim(2);
            byOutput(each, index -> byFeature(output, (row * each + index) * width, width));
        } else {
            output.write(json, row);
        }
    }

    private void byOutput(int count, IntConsumer value) {
        boolean named = classes.size() == count;
        open(named);
        for (int i = 0; i < count; i++) {
            if (named) {
                json.name(classes.get(i));
            }
            value.accept(i);
        }
        close(named);
    }

    private void byFeature(Output output, long from, int width) {
        boolean named = features.size() == width;
        open(named);
        for (int i = 0; i < width; i++) {
            if (named) {
                json.name(features.get(i));
            }
            json.element(output.tensor(), from + i);
        }
        close(named);
    }

    private void open(boolean named) {
        if (named) {
            json.beginObject();
        } else {
            json.beginArray();
        }
    }

    private void close(boolean named) {
        if (named) {
            json.endObject();
        } else {
            json.endArray();
        }
    }
}

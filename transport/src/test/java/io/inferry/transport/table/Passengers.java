package io.inferry.transport.table;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small columnar signature: two columns of numbers, one of texts. */
final class Passengers {
    private Passengers() {}

    static Signature signature(String... optional) {
        return new Signature(
                "columns",
                List.of(numbers("age"), texts("sex"), numbers("fare")),
                List.of(),
                Signature.PREDICT,
                Set.of(optional),
                true);
    }

    static TensorSpec numbers(String name) {
        return new TensorSpec(name, DataType.FLOAT64, Shape.of(Shape.UNKNOWN));
    }

    static TensorSpec texts(String name) {
        return new TensorSpec(name, DataType.STRING, Shape.of(Shape.UNKNOWN));
    }

    static JsonReader json(String text) {
        return new JsonReader(Bytes.utf8(text));
    }

    /** What the tensors hold, column by column, and closes them. */
    static String shown(Map<String, Tensor> table) {
        var text = new StringBuilder();
        table.forEach((name, tensor) -> {
            text.append(text.isEmpty() ? "" : " ").append(name).append('=');
            switch (tensor) {
                case NumericTensor numbers -> text.append(Arrays.toString(numbers.toDoubles()));
                case StringTensor texts -> text.append(texts.toTexts());
            }
            tensor.close();
        });
        return text.toString();
    }
}

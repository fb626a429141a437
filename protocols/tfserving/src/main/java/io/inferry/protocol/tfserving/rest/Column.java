package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.TensorBuilder;
import io.inferry.transport.json.TensorRules;
import io.inferry.transport.json.TensorTypeException;
import org.jspecify.annotations.Nullable;

/** Collects the values of one input and says in upstream's words why one does not fit. */
final class Column implements AutoCloseable {
    private final Bytes body;
    private final DataType type;
    private final TensorBuilder values;
    private @Nullable Shape rowShape;

    Column(TensorSpec input, Bytes body, TensorMemory memory) {
        this.body = body;
        type = input.dataType();
        values = new TensorBuilder(type, memory, TensorRules.TENSORFLOW_SERVING);
    }

    /**
     * Reads one value; all must be of one shape.
     *
     * @throws ServingException INVALID_ARGUMENT when it does not fit
     */
    void append(JsonReader json) {
        Shape shape = ElementCheck.shapeAt(body, json.position(), type);
        Shape first = rowShape == null ? shape : rowShape;
        if (first.elements() != shape.elements()) {
            throw ServingException.invalidArgument(
                    "Expecting tensor size: " + first.elements() + " but got: " + shape.elements());
        }
        if (!first.equals(shape)) {
            throw ServingException.invalidArgument(
                    "Expecting shape " + first + " but got: " + shape);
        }
        rowShape = first;
        try {
            values.append(json);
        } catch (TensorTypeException e) {
            // The value was found right in kind; what is left is text that is not base64.
            throw ServingException.invalidArgument("Unable to base64 decode");
        }
    }

    /** All values as rows. */
    Tensor toRows() {
        return values.rows();
    }

    /** The one value that was appended. */
    Tensor toValue() {
        return values.value();
    }

    @Override
    public void close() {
        values.close();
    }
}

package io.inferry.protocol.scoring.body;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonSyntaxException;
import io.inferry.transport.json.JsonTypeException;

/** Reads bodies for a model. */
public final class BodyReader {
    private final ModelDescription model;
    private final TensorMemory memory;

    public BodyReader(ModelDescription model, TensorMemory memory) {
        this.model = model;
        this.memory = memory;
    }

    /**
     * Reads one.
     *
     * @param signature the one to ask, unless the body names another
     * @throws ServingException INVALID_ARGUMENT when it is no such request, UNIMPLEMENTED when the
     *     model cannot explain; nothing stays allocated
     */
    public Asked read(Bytes body, BodyForm form, String signature) {
        return switch (form) {
            case BodyForm.Json _ -> json(body, signature);
            case BodyForm.Csv csv -> new CsvBody(target(signature)).read(body, csv.head());
        };
    }

    private Asked json(Bytes body, String signature) {
        try {
            return new JsonBody(body, this::target).read(signature);
        } catch (JsonSyntaxException e) {
            throw ServingException.invalidArgument(
                    "the body is not JSON: " + e.text() + " at offset " + e.offset());
        } catch (JsonTypeException e) {
            throw ServingException.invalidArgument(
                    "the body cannot be read: expected %s, found %s at offset %d"
                            .formatted(e.expected(), e.text(), e.offset()));
        }
    }

    private Target target(String signature) {
        return Target.of(model, signature, memory);
    }
}

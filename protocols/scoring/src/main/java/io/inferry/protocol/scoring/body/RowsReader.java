package io.inferry.protocol.scoring.body;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;
import io.inferry.transport.table.TableReader;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the member that holds the rows: by columns where the model has some, unless it names a
 * plain input; by tensors otherwise.
 */
final class RowsReader {
    private final Bytes body;
    private final Target target;

    RowsReader(Bytes body, Target target) {
        this.body = body;
        this.target = target;
    }

    Asked read(String form, JsonReader json) {
        return switch (form) {
            case JsonBody.RECORDS -> records(json);
            case JsonBody.SPLIT -> split(json);
            case JsonBody.INPUTS -> inputs(json);
            default -> instances(json);
        };
    }

    private Asked records(JsonReader json) {
        return target.table().isPresent()
                ? table(reader -> reader.records(json))
                : plain(tensors -> tensors.records(json));
    }

    private Asked split(JsonReader json) {
        return target.table().isPresent()
                ? table(reader -> reader.split(json))
                : plain(tensors -> new PlainFrame(body, tensors).read(json));
    }

    private Asked instances(JsonReader json) {
        Ahead ahead = Ahead.at(body, json.position());
        return takesRows(ahead) ? rows(ahead, json) : plain(tensors -> tensors.rows(json));
    }

    private Asked inputs(JsonReader json) {
        Ahead ahead = Ahead.at(body, json.position());
        if (ahead.kind() == Token.ARRAY && takesRows(ahead)) {
            return rows(ahead, json);
        }
        boolean columns =
                ahead.kind() == Token.OBJECT
                        && target.table().isPresent()
                        && !target.isPlainInput(ahead.name());
        return columns
                ? table(reader -> reader.columns(json))
                : plain(tensors -> tensors.values(json));
    }

    /** Rows of names, or of values in the order of the columns. */
    private Asked rows(Ahead ahead, JsonReader json) {
        return table(
                reader -> ahead.row() == Token.OBJECT ? reader.records(json) : reader.rows(json));
    }

    private boolean takesRows(Ahead ahead) {
        if (target.table().isEmpty()) {
            return false;
        }
        return target.plain().isEmpty()
                || ahead.row() == Token.ARRAY
                || (ahead.row() == Token.OBJECT
                        && !ahead.name().isEmpty()
                        && !target.isPlainInput(ahead.name()));
    }

    private Asked table(Function<TableReader, Map<String, Tensor>> reading) {
        Signature signature = target.table().orElseThrow();
        return new Asked(
                signature.name(), reading.apply(new TableReader(signature, target.memory())));
    }

    private Asked plain(Function<NamedTensors, Map<String, Tensor>> reading) {
        Signature signature =
                target.plain()
                        .orElseThrow(() ->
                                ServingException.invalidArgument(
                                        "this model takes rows by column name: a list of objects"
                                                + " or of lists, or an object of lists"));
        try (NamedTensors tensors = new NamedTensors(signature, target.memory())) {
            return new Asked(signature.name(), reading.apply(tensors));
        }
    }
}

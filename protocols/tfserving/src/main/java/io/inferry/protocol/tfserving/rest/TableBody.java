package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.Base64Object;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;
import io.inferry.transport.table.TableReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body that brings a table: rows as objects, or lists by column name. {@code null}, texts
 * among numbers and columns left out are all well here, which in tensors they are not; upstream has
 * nothing of the kind.
 */
final class TableBody {
    private static final String INSTANCES = "instances";
    private static final String INPUTS = "inputs";

    private final RequestMap map;
    private final Signature columnar;
    private final TensorMemory memory;

    private TableBody(RequestMap map, Signature columnar, TensorMemory memory) {
        this.map = map;
        this.columnar = columnar;
        this.memory = memory;
    }

    /**
     * Reads a body; empty when it brings no table, or the model takes none.
     *
     * @throws ServingException INVALID_ARGUMENT when it is no JSON object, or when the table does
     *     not fit, naming row and column
     */
    static Optional<PredictRequest> read(Bytes body, ModelDescription model, TensorMemory memory) {
        if (model.signatures().values().stream().noneMatch(Signature::columnar)) {
            return Optional.empty();
        }
        RequestMap map = RequestMap.scan(body);
        String name = map.signatureName();
        String wanted = name.isEmpty() ? Signature.DEFAULT_NAME : name;
        Optional<Signature> columnar = model.columnar(wanted);
        boolean byRow = map.position(INSTANCES) != RequestMap.ABSENT;
        boolean byColumn = map.position(INPUTS) != RequestMap.ABSENT;
        if (columnar.isEmpty() || byRow == byColumn) {
            return Optional.empty();
        }
        @Nullable Signature named = model.signatures().get(wanted);
        String key = byRow ? INSTANCES : INPUTS;
        if (named != null && !named.columnar() && !hasStranger(named, map.readerAt(key))) {
            return Optional.empty();
        }
        TableBody table = new TableBody(map, columnar.get(), memory);
        return Optional.of(byRow ? table.rows() : table.columns());
    }

    /** Whether the values, or the first row of them, have a name that the signature has not. */
    private static boolean hasStranger(Signature named, JsonReader values) {
        if (values.peek() == Token.ARRAY) {
            values.beginArray();
        }
        if (values.peek() != Token.OBJECT || Base64Object.isAhead(values)) {
            return false;
        }
        values.beginObject();
        while (values.hasNext()) {
            if (named.input(values.nextName()).isEmpty()) {
                return true;
            }
            values.skipValue();
        }
        return false;
    }

    private PredictRequest rows() {
        JsonReader json = map.readerAt(INSTANCES);
        if (json.peek() != Token.ARRAY) {
            throw map.misformed("Expecting 'instances' to be an list/array");
        }
        JsonReader first = map.readerAt(INSTANCES);
        first.beginArray();
        if (!first.hasNext()) {
            throw map.misformed("No values in 'instances' array");
        }
        TableReader table = new TableReader(columnar, memory);
        return new PredictRequest(
                columnar.name(),
                Layout.ROWS,
                first.peek() == Token.ARRAY ? table.rows(json) : table.records(json));
    }

    private PredictRequest columns() {
        TableReader table = new TableReader(columnar, memory);
        return new PredictRequest(
                columnar.name(), Layout.COLUMNS, table.columns(map.readerAt(INPUTS)));
    }
}

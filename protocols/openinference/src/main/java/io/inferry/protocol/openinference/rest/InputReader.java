package io.inferry.protocol.openinference.rest;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.openinference.wire.Declaration;
import io.inferry.protocol.openinference.wire.Parameters;
import io.inferry.protocol.openinference.wire.UnofferedExtensions;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonTensors;
import io.inferry.transport.json.JsonTypeException;
import io.inferry.transport.json.TensorShapeException;
import io.inferry.transport.json.TensorTypeException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code inputs}. Its members come in any order: data that stands behind its
 * shape and datatype, as every client writes it, is read where it stands; data before them is
 * passed over and looked up again.
 */
final class InputReader implements AutoCloseable {
    private static final int NO_DATA = -1;
    private static final int RANK_EXPECTED = 8;

    private final JsonReader reader;
    private final Bytes json;
    private final TensorMemory memory;
    private final ModelDescription model;
    private String name = "";
    private String datatype = "";
    private long @Nullable [] dims;
    private Parameters parameters = Parameters.NONE;
    private int dataPosition = NO_DATA;
    private @Nullable Tensor data;
    private @Nullable Declaration readAs;

    /** Reads on with {@code reader}, whose document is {@code json}. */
    InputReader(JsonReader reader, Bytes json, TensorMemory memory, ModelDescription model) {
        this.reader = reader;
        this.json = json;
        this.memory = memory;
        this.model = model;
    }

    String name() {
        return name;
    }

    void readObject() {
        reader.beginObject();
        while (reader.hasNext()) {
            String member = reader.nextName();
            try {
                readMember(member);
            } catch (JsonTypeException e) {
                throw InferBodyReader.unparsable(member, e);
            }
        }
        reader.endObject();
    }

    private void readMember(String member) {
        switch (member) {
            case "name" -> name = reader.string();
            case "datatype" -> datatype = reader.string();
            case "shape" -> dims = readDims();
            case "parameters" -> parameters = ParametersReader.read(reader);
            case "data" -> readDataHere();
            default -> reader.skipValue();
        }
    }

    private long[] readDims() {
        long[] read = new long[RANK_EXPECTED];
        int rank = 0;
        reader.beginArray();
        while (reader.hasNext()) {
            Declaration.checkRank(rank + 1, name);
            if (rank == read.length) {
                read = Arrays.copyOf(read, 2 * rank);
            }
            read[rank++] = reader.integer(0, Long.MAX_VALUE, "a dimension of 0 or more");
        }
        reader.endArray();
        return Arrays.copyOf(read, rank);
    }

    private void readDataHere() {
        if (dataPosition != NO_DATA) {
            throw ServingException.invalidArgument("input '" + name + "' has 'data' twice");
        }
        dataPosition = reader.position();
        if (dims == null || datatype.isEmpty() || name.isEmpty()) {
            reader.skipValue();
        } else {
            readAs = declaration();
            data = readData(reader, readAs);
        }
    }

    private Tensor readData(JsonReader from, Declaration declared) {
        if (isColumn() && ColumnWithGaps.isAt(from.position(), json)) {
            return ColumnWithGaps.read(from, declared, memory);
        }
        try {
            return JsonTensors.read(from, declared.dataType(), declared.shape(), memory);
        } catch (TensorShapeException | TensorTypeException e) {
            throw ServingException.invalidArgument(
                    "Unable to parse 'data' of input '" + name + "': " + e.getMessage());
        }
    }

    /** Whether the model has a table's column of this name, in which values may be missing. */
    private boolean isColumn() {
        for (Signature signature : model.signatures().values()) {
            if (signature.columnar() && signature.input(name).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The input's tensor, which becomes the caller's. */
    Tensor tensor(BinaryParts parts) {
        Declaration declared = declaration();
        Optional<Long> binarySize = parameters.whole("binary_data_size");
        UnofferedExtensions.refuse(name, parameters);
        if (binarySize.isPresent() && dataPosition != NO_DATA) {
            throw ServingException.invalidArgument(
                    "input '" + name + "' has both 'data' and 'binary_data_size'");
        }
        if (binarySize.isPresent()) {
            return parts.next(declared, binarySize.get(), memory);
        }
        if (dataPosition == NO_DATA) {
            throw ServingException.invalidArgument(
                    "Unable to parse 'data': input '" + name + "' has no such member");
        }
        return fromData(declared);
    }

    private Declaration declaration() {
        if (dims == null) {
            throw ServingException.invalidArgument(
                    "Unable to parse 'shape': input '" + name + "' has no such member");
        }
        if (datatype.isEmpty()) {
            throw ServingException.invalidArgument(
                    "Unable to parse 'datatype': input '" + name + "' has no such member");
        }
        return Declaration.of(name, datatype, dims);
    }

    private Tensor fromData(Declaration declared) {
        Tensor read = data;
        if (read == null) {
            JsonReader again = new JsonReader(json);
            again.seek(dataPosition);
            return readData(again, declared);
        }
        data = null;
        if (!declared.equals(readAs)) {
            read.close();
            throw ServingException.invalidArgument(
                    "input '" + name + "' has a 'shape' or 'datatype' twice");
        }
        return read;
    }

    /** Frees what was read and not handed over. */
    @Override
    public void close() {
        if (data != null) {
            data.close();
        }
    }
}

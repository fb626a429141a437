package io.inferry.protocol.openinference.rest;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.openinference.wire.Datatype;
import io.inferry.protocol.openinference.wire.Declaration;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonSyntaxException;
import io.inferry.transport.json.JsonTypeException;
import io.inferry.transport.json.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The data of a table's column in which values are missing: {@code null}. Numbers and booleans
 * become FLOAT64, for other types have no number that stands for a missing one; texts become empty.
 */
final class ColumnWithGaps {
    private static final byte[] NO_TEXT = new byte[0];

    private final JsonReader json;
    private final Declaration declared;
    private double[] numbers = new double[16];
    private int count;
    private final List<byte[]> texts = new ArrayList<>();

    private ColumnWithGaps(JsonReader json, Declaration declared) {
        this.json = json;
        this.declared = declared;
    }

    /** Whether a null is among the elements of the list at a position of a document. */
    static boolean isAt(int position, Bytes document) {
        JsonReader json = new JsonReader(document);
        json.seek(position);
        try {
            return hasNull(json);
        } catch (JsonSyntaxException notJson) {
            return false;
        }
    }

    private static boolean hasNull(JsonReader json) {
        int depth = 0;
        do {
            switch (json.peek()) {
                case NULL -> {
                    return true;
                }
                case ARRAY -> {
                    json.beginArray();
                    depth++;
                }
                case END -> {
                    json.endArray();
                    depth--;
                }
                case OBJECT, STRING, NUMBER, TRUE, FALSE -> json.skipValue();
            }
        } while (depth > 0);
        return false;
    }

    /**
     * Reads a list, flat or nested.
     *
     * @throws ServingException INVALID_ARGUMENT when a value is not of the type declared, or they
     *     are more or fewer than the shape declared has
     */
    static Tensor read(JsonReader json, Declaration declared, TensorMemory memory) {
        ColumnWithGaps column = new ColumnWithGaps(json, declared);
        try {
            column.readList();
        } catch (JsonTypeException e) {
            throw column.refused("expected " + e.expected() + ", found " + e.text());
        }
        return column.tensor(memory);
    }

    private void readList() {
        int depth = 0;
        do {
            switch (json.peek()) {
                case ARRAY -> {
                    json.beginArray();
                    depth++;
                }
                case END -> {
                    json.endArray();
                    depth--;
                }
                case OBJECT, STRING, NUMBER, TRUE, FALSE, NULL -> readValue();
            }
        } while (depth > 0);
    }

    private void readValue() {
        boolean missing = json.peek() == Token.NULL;
        if (missing) {
            json.nextNull();
        }
        if (declared.dataType() == DataType.STRING) {
            texts.add(missing ? NO_TEXT : json.stringBytes());
            return;
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count] = missing ? Double.NaN : number();
        count++;
    }

    private double number() {
        return switch (declared.dataType()) {
            case BOOL -> truth();
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> json.doubleNumber();
            case UINT64 -> unsigned(json.unsignedLongNumber());
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> (double) json.longNumber();
            case STRING -> throw new IllegalStateException("texts are no numbers");
        };
    }

    private double truth() {
        if (json.peek() == Token.NUMBER) {
            return json.integer(0, 1, "a boolean, 0 or 1");
        }
        return json.bool() ? 1 : 0;
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1) * 2.0;
    }

    private Tensor tensor(TensorMemory memory) {
        boolean ofTexts = declared.dataType() == DataType.STRING;
        long read = ofTexts ? texts.size() : count;
        if (read != declared.shape().elements()) {
            throw refused(
                    "shape "
                            + declared.shape()
                            + " has "
                            + declared.shape().elements()
                            + " elements, "
                            + read
                            + " were given");
        }
        return ofTexts
                ? StringTensor.of(declared.shape(), texts)
                : NumericTensor.ofDoubles(memory, declared.shape(), Arrays.copyOf(numbers, count));
    }

    private ServingException refused(String why) {
        return ServingException.invalidArgument(
                "Unable to parse 'data' of input '"
                        + declared.name()
                        + "', a column of "
                        + Datatype.name(declared.dataType())
                        + " with missing values: "
                        + why);
    }
}

package io.inferry.protocol.tfserving.rest;

import io.inferry.api.tensor.DataType;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonTypeException;
import io.inferry.transport.json.Token;

/** Which JSON values may stand for an element of a type. */
final class ElementTypes {
    private ElementTypes() {}

    /** Whether the value ahead can be an element; leaves the reader behind the value. */
    static boolean accepts(DataType type, JsonReader json) {
        try {
            read(type, json);
            return true;
        } catch (JsonTypeException e) {
            json.skipValue();
            return false;
        }
    }

    private static void read(DataType type, JsonReader json) {
        switch (type) {
            case BOOL -> json.bool();
            case STRING -> json.stringBytes();
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> json.doubleNumber();
            // Upstream's rule: the narrow types take any int32 and keep its low bits.
            case INT8, UINT8, INT16, UINT16, INT32 ->
                    json.integer(Integer.MIN_VALUE, Integer.MAX_VALUE, "int32");
            case INT64 -> json.longNumber();
            case UINT32 -> json.integer(0, 0xFFFF_FFFFL, "uint32");
            case UINT64 -> json.unsignedLongNumber();
        }
    }

    /** How RapidJSON calls a kind of value. */
    static String kind(Token token) {
        return switch (token) {
            case OBJECT -> "Object";
            case ARRAY -> "Array";
            case STRING -> "String";
            case NUMBER -> "Number";
            case TRUE -> "True";
            case FALSE -> "False";
            case NULL, END -> "Null";
        };
    }
}

package io.inferry.transport.facts;

import io.inferry.api.tensor.DataType;
import io.inferry.transport.json.Base64Object;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonTypeException;
import io.inferry.transport.json.Token;
import java.util.Optional;

/**
 * {@link FirstElement} of a JSON value: a list's first element, however deep, or the value itself.
 * Throws what the reader throws where the JSON is broken.
 */
public final class JsonElement {
    private JsonElement() {}

    /** Of a value whose dtype nobody knows; empty when it has no elements. */
    public static Optional<String> of(JsonReader json) {
        Optional<String> text =
                switch (descend(json)) {
                    case STRING -> FirstElement.text(json.stringBytes());
                    case NUMBER -> Optional.of(number(json));
                    case TRUE, FALSE -> Optional.of(Boolean.toString(json.bool()));
                    case OBJECT -> base64(json);
                    case ARRAY, NULL, END -> Optional.empty();
                };
        return whole(json, text);
    }

    /** Of a value of a dtype; empty when it has no elements. */
    public static Optional<String> of(JsonReader json, DataType type) {
        Token token = descend(json);
        return switch (token) {
            case STRING, NUMBER, TRUE, FALSE -> whole(json, typed(json, type));
            case OBJECT, ARRAY, NULL, END -> Optional.empty();
        };
    }

    private static Token descend(JsonReader json) {
        while (json.peek() == Token.ARRAY) {
            json.beginArray();
        }
        return json.peek();
    }

    /** More has to follow: where nothing does, the number may have been cut. */
    private static Optional<String> whole(JsonReader json, Optional<String> text) {
        return json.remaining() == 0 ? Optional.empty() : text;
    }

    private static String number(JsonReader json) {
        if (json.numberIsInteger()) {
            try {
                return Long.toString(json.longNumber());
            } catch (JsonTypeException beyondLong) {
                return unsigned(json);
            }
        }
        return FirstElement.decimal(json.doubleNumber());
    }

    private static String unsigned(JsonReader json) {
        try {
            return Long.toUnsignedString(json.unsignedLongNumber());
        } catch (JsonTypeException beyondIntegers) {
            return FirstElement.decimal(json.doubleNumber());
        }
    }

    private static Optional<String> base64(JsonReader json) {
        return Base64Object.isAhead(json)
                ? FirstElement.text(Base64Object.read(json))
                : Optional.empty();
    }

    private static Optional<String> typed(JsonReader json, DataType type) {
        return switch (type) {
            case STRING -> FirstElement.text(json.stringBytes());
            case BOOL -> Optional.of(Boolean.toString(flag(json)));
            case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64 ->
                    Optional.of(Long.toString(json.longNumber()));
            case UINT64 -> Optional.of(Long.toUnsignedString(json.unsignedLongNumber()));
            case FLOAT16 ->
                    Optional.of(FirstElement.decimal(Float.float16ToFloat(json.float16Number())));
            case BFLOAT16 ->
                    Optional.of(
                            FirstElement.decimal(
                                    Float.intBitsToFloat(json.bfloat16Number() << Short.SIZE)));
            case FLOAT32 -> Optional.of(FirstElement.decimal(json.floatNumber()));
            case FLOAT64 -> Optional.of(FirstElement.decimal(json.doubleNumber()));
        };
    }

    /** Open Inference Protocol takes 0 and 1 too. */
    private static boolean flag(JsonReader json) {
        return json.peek() == Token.NUMBER ? json.longNumber() != 0 : json.bool();
    }
}

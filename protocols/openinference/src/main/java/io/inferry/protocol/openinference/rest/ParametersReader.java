package io.inferry.protocol.openinference.rest;

import io.inferry.protocol.openinference.wire.Parameter;
import io.inferry.protocol.openinference.wire.Parameters;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonTypeException;
import io.inferry.transport.json.Token;
import java.util.HashMap;
import java.util.Map;

/** Reads a {@code parameters} object. Values that are lists, objects or null are passed over. */
final class ParametersReader {
    private ParametersReader() {}

    static Parameters read(JsonReader reader) {
        if (reader.peek() == Token.NULL) {
            reader.nextNull();
            return Parameters.NONE;
        }
        Map<String, Parameter> values = new HashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            switch (reader.peek()) {
                case STRING -> values.put(name, new Parameter.Text(reader.string()));
                case TRUE, FALSE -> values.put(name, new Parameter.Flag(reader.bool()));
                case NUMBER -> values.put(name, number(reader));
                case OBJECT, ARRAY, NULL, END -> reader.skipValue();
            }
        }
        reader.endObject();
        return new Parameters(values);
    }

    private static Parameter number(JsonReader reader) {
        if (reader.numberIsInteger()) {
            try {
                return new Parameter.Whole(reader.longNumber());
            } catch (JsonTypeException beyondLong) {
                return new Parameter.Real(reader.doubleNumber());
            }
        }
        return new Parameter.Real(reader.doubleNumber());
    }
}

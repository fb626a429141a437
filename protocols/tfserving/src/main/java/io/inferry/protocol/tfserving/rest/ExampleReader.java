package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.protocol.tfserving.examples.Concatenation;
import io.inferry.protocol.tfserving.examples.ExampleWriter;
import io.inferry.protocol.tfserving.examples.FeatureWriter;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.Base64Object;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonTypeException;
import io.inferry.transport.json.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * A body of {@code :classify} or {@code :regress} as read, in upstream's order and with upstream's
 * words for every mistake.
 *
 * @param signatureName empty when none is named
 * @param examples serialized, each with the context's features in front
 */
record ExampleReader(String signatureName, List<byte[]> examples) {
    private static final String CONTEXT = "context";
    private static final String EXAMPLES = "examples";

    /**
     * Reads a body.
     *
     * @throws ServingException INVALID_ARGUMENT when it is no such body, TOO_LARGE when its
     *     examples with the context are more than a request may have
     */
    static ExampleReader read(Bytes body) {
        RequestMap map = RequestMap.scan(body);
        String signatureName = map.signatureName();
        byte[] context =
                map.position(CONTEXT) == RequestMap.ABSENT
                        ? new byte[0]
                        : example(map.readerAt(CONTEXT));
        return new ExampleReader(signatureName, examples(map, context));
    }

    private static List<byte[]> examples(RequestMap map, byte[] context) {
        if (map.position(EXAMPLES) == RequestMap.ABSENT) {
            throw map.misformed(
                    "When method is classify, key 'examples' is expected and was not found");
        }
        JsonReader json = map.readerAt(EXAMPLES);
        if (json.peek() != Token.ARRAY) {
            throw map.misformed("Expecting 'examples' value to be an list/array");
        }
        json.beginArray();
        if (!json.hasNext()) {
            throw map.misformed("'examples' value is an empty array");
        }
        List<byte[]> examples = new ArrayList<>();
        while (json.hasNext()) {
            examples.add(example(json));
        }
        return Concatenation.inFrontOf(context, examples);
    }

    private static byte[] example(JsonReader json) {
        Token token = json.peek();
        if (token != Token.OBJECT) {
            throw ServingException.invalidArgument(
                    "Example must be JSON object but got JSON " + ElementTypes.kind(token));
        }
        ExampleWriter example = new ExampleWriter();
        json.beginObject();
        while (json.hasNext()) {
            example.add(feature(json.nextName(), json));
        }
        json.endObject();
        return example.toBytes();
    }

    private static FeatureWriter feature(String name, JsonReader json) {
        FeatureWriter feature = new FeatureWriter(name);
        if (json.peek() != Token.ARRAY) {
            value(name, json, feature);
            return feature;
        }
        json.beginArray();
        while (json.hasNext()) {
            value(name, json, feature);
        }
        json.endArray();
        return feature;
    }

    private static void value(String name, JsonReader json, FeatureWriter feature) {
        Token token = json.peek();
        switch (token) {
            case STRING -> feature.add(json.stringBytes());
            case TRUE, FALSE -> feature.add(json.bool() ? 1L : 0L);
            case NUMBER -> number(name, json, feature);
            case OBJECT -> base64(name, json, feature);
            case ARRAY, NULL, END -> throw unexpected(name, token);
        }
    }

    private static void base64(String name, JsonReader json, FeatureWriter feature) {
        if (!Base64Object.isAhead(json)) {
            throw unexpected(name, Token.OBJECT);
        }
        feature.expectBytes();
        try {
            feature.add(Base64Object.read(json));
        } catch (JsonTypeException e) {
            throw ServingException.invalidArgument("Unable to base64 decode");
        }
    }

    private static void number(String name, JsonReader json, FeatureWriter feature) {
        if (!json.numberIsInteger()) {
            feature.add(json.floatNumber());
            return;
        }
        try {
            feature.add(json.longNumber());
        } catch (JsonTypeException tooLarge) {
            largeNumber(name, json, feature);
        }
    }

    /** As RapidJSON reads numbers, an integer too large for 64 bits is a decimal one. */
    private static void largeNumber(String name, JsonReader json, FeatureWriter feature) {
        try {
            json.unsignedLongNumber();
        } catch (JsonTypeException larger) {
            feature.add(json.floatNumber());
            return;
        }
        feature.expectIntegers();
        throw ServingException.invalidArgument(
                "Feature: " + name + " has uint64 element. Only int64 is supported.");
    }

    private static ServingException unexpected(String name, Token token) {
        return ServingException.invalidArgument(
                "Feature: "
                        + name
                        + " has element with unexpected JSON type: "
                        + ElementTypes.kind(token));
    }
}

package io.inferry.engine.trees.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Reads a JSON document into {@link Fields}. */
public final class JsonDocument {
    private final JsonParser parser;
    private final Digest digest;

    private JsonDocument(JsonParser parser, Digest digest) {
        this.parser = parser;
        this.digest = digest;
    }

    /**
     * Reads a whole document.
     *
     * @throws ModelFileException when it is not whole, or no object
     */
    public static Fields read(byte[] bytes, Digest digest) {
        try (JsonParser parser = factory(digest.depthMax()).createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw ModelFileException.broken("it is no JSON object");
            }
            Map<String, Object> root = new JsonDocument(parser, digest).object();
            if (parser.nextToken() != null) {
                throw ModelFileException.broken("something follows its JSON object");
            }
            return new Fields("model", root);
        } catch (JsonProcessingException e) {
            throw ModelFileException.broken("it is not whole as JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonFactory factory(int depthMax) {
        return JsonFactory.builder()
                // XGBoost writes NaN for what a split by category does not have.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(depthMax).build())
                .build();
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> object = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (digest.isSkipped(name)) {
                parser.skipChildren();
            } else {
                object.put(name, value(name));
            }
        }
        return object;
    }

    private Object value(String name) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> digest.digest(name, object());
            case START_ARRAY -> array(name);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> number();
            case VALUE_NULL -> "";
            case null, default -> parser.getText();
        };
    }

    private Object array(String name) throws IOException {
        Elements elements = new Elements();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            switch (token) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                        elements.add(number());
                case START_OBJECT -> elements.add(digest.digest(name, object()));
                case null, default -> elements.add(value(name));
            }
        }
        return elements.value();
    }

    private double number() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> parser.getDoubleValue();
            case VALUE_TRUE -> 1;
            case VALUE_FALSE -> 0;
            case null, default ->
                    digest.fractions() == Precision.SINGLE
                            ? parser.getFloatValue()
                            : parser.getDoubleValue();
        };
    }
}

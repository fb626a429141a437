package io.inferry.engine.trees.xgboost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.inferry.engine.trees.forest.ModelFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Reads a JSON model into {@link Fields}. */
final class JsonDocument {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    // XGBoost writes NaN for what a split by category does not have.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Shortcut.DEPTH_MAX)
                                    .build())
                    .build();

    private final JsonParser parser;

    private JsonDocument(JsonParser parser) {
        this.parser = parser;
    }

    static Fields read(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw ModelFileException.broken("it is no JSON object");
            }
            Map<String, Object> root = new JsonDocument(parser).object();
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

    private Map<String, Object> object() throws IOException {
        Map<String, Object> object = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (Shortcut.isStatistics(name)) {
                parser.skipChildren();
            } else {
                object.put(name, value(name));
            }
        }
        return object;
    }

    private Object value(String name) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array(name);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> number();
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
                case START_OBJECT -> elements.add(Shortcut.element(name, object()));
                case null, default -> elements.add(value(name));
            }
        }
        return elements.value();
    }

    /** Fractions are floats in XGBoost's files; to read them as doubles first could round twice. */
    private double number() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> parser.getDoubleValue();
            case VALUE_TRUE -> 1;
            case VALUE_FALSE -> 0;
            case null, default -> parser.getFloatValue();
        };
    }
}

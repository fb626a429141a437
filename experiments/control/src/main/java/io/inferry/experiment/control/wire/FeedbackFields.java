package io.inferry.experiment.control.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the fields of one record of feedback. What is wrong is told to the builder. */
final class FeedbackFields {
    /** Ids are the server's own and short; a key may be a caller's. */
    static final int TEXT_LENGTH_MAX = 256;

    /** Named values of one record. */
    static final int VALUES_MAX = 16;

    private final JsonParser parser;
    private final FeedbackBuilder builder;

    private FeedbackFields(JsonParser parser, FeedbackBuilder builder) {
        this.parser = parser;
        this.builder = builder;
    }

    /** Reads from an object's beginning to its end. */
    static void read(JsonParser parser, FeedbackBuilder builder) throws IOException {
        new FeedbackFields(parser, builder).readAll();
    }

    /** What stands there, as a person says it. */
    static String kind(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    parser.currentToken().name().toLowerCase(Locale.ROOT);
        };
    }

    private void readAll() throws IOException {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (!seen.add(name)) {
                builder.refuse("field '" + shown(name) + "' stands twice");
            }
            switch (name) {
                case "id" -> text(name, builder::id);
                case "key" -> text(name, builder::key);
                case "label" -> label();
                case "reward" -> reward();
                case "values" -> values();
                default ->
                        builder.refuse(
                                "there is no field '"
                                        + shown(name)
                                        + "', only id, key, label, reward and values");
            }
            parser.skipChildren();
        }
    }

    private void text(String name, Consumer<String> take) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            builder.refuse("field '" + name + "' must be a text, was " + kind(parser));
            return;
        }
        String text = parser.getText();
        if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
            builder.refuse(
                    "field '%s' has 1 to %d characters, was %d"
                            .formatted(name, TEXT_LENGTH_MAX, text.length()));
            return;
        }
        take.accept(text);
    }

    private void label() throws IOException {
        switch (parser.currentToken()) {
            case VALUE_STRING -> text("label", builder::label);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (number("label").isPresent()) {
                    builder.label(parser.getText());
                }
            }
            case VALUE_TRUE -> builder.label("1");
            case VALUE_FALSE -> builder.label("0");
            default ->
                    builder.refuse(
                            "field 'label' must be a text, a number or a boolean, was "
                                    + kind(parser));
        }
    }

    private void reward() throws IOException {
        number("reward").ifPresent(builder::reward);
    }

    private void values() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            builder.refuse(
                    "field 'values' must be an object of numbers by name, was " + kind(parser));
            return;
        }
        Map<String, Double> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            number("values." + shown(name)).ifPresent(number -> values.put(name, number));
            parser.skipChildren();
        }
        if (values.size() > VALUES_MAX) {
            builder.refuse(
                    "field 'values' has at most %d names, was %d"
                            .formatted(VALUES_MAX, values.size()));
        }
        builder.values(values);
    }

    /** A finite number; empty when it is none, and the builder knows. */
    private OptionalDouble number(String name) throws IOException {
        boolean isNumber = parser.currentToken().isNumeric();
        double number = isNumber ? parser.getDoubleValue() : Double.NaN;
        if (!Double.isFinite(number)) {
            builder.refuse(
                    isNumber
                            ? "field '" + name + "' is too large for a number"
                            : "field '" + name + "' must be a number, was " + kind(parser));
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(number);
    }

    /** Somebody else's text, cut to what fits a line. */
    private static String shown(String text) {
        int lengthMax = 40;
        return text.length() <= lengthMax ? text : text.substring(0, lengthMax) + "…";
    }
}

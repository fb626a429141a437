package io.inferry.engine.mxnet;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What model.yaml says of one input, written {@code data:float32[-1,3,224,224]}; dtype and shape
 * may be left out.
 */
record InputDeclaration(Optional<DataType> dataType, Optional<Shape> shape) {
    private static final Pattern ONE =
            Pattern.compile(
                    "\\s*(?<name>[^\\s,:\\[\\]]+)\\s*(:\\s*(?<type>\\w+)\\s*)?(\\[(?<dims>[^\\]]*)\\]\\s*)?(,|$)");

    /**
     * Reads declarations between commas, in their order.
     *
     * @throws ServingException INVALID_ARGUMENT that shows where it stops to make sense
     */
    static Map<String, InputDeclaration> parseAll(String text) {
        Map<String, InputDeclaration> declared = new LinkedHashMap<>();
        Matcher matcher = ONE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw wrong(text, "at '" + text.substring(at) + "'");
            }
            String name = matcher.group("name");
            if (declared.put(name, of(text, matcher)) != null) {
                throw wrong(text, "'" + name + "' twice");
            }
            at = matcher.end();
        }
        return declared;
    }

    private static InputDeclaration of(String text, Matcher matcher) {
        return new InputDeclaration(
                Optional.ofNullable(matcher.group("type")).map(type -> dataType(text, type)),
                Optional.ofNullable(matcher.group("dims")).map(dims -> shape(text, dims)));
    }

    private static DataType dataType(String text, String type) {
        try {
            DataType dataType = DataType.valueOf(type.toUpperCase(Locale.ROOT));
            if (dataType.isNumeric()) {
                return dataType;
            }
        } catch (IllegalArgumentException e) {
            // reported below, like a dtype without numbers
        }
        throw wrong(text, "dtype '" + type + "'");
    }

    private static Shape shape(String text, String dims) {
        try {
            return Shape.of(
                    Arrays.stream(dims.split(",", -1))
                            .map(String::strip)
                            .mapToLong(dim -> dim.equals("?") ? Shape.UNKNOWN : Long.parseLong(dim))
                            .toArray());
        } catch (NumberFormatException | ServingException e) {
            throw wrong(text, "shape [" + dims + "]");
        }
    }

    private static ServingException wrong(String text, String where) {
        return ServingException.invalidArgument(
                "option inputs is '%s', wrong %s; it must be like data:float32[-1,3,224,224], mask:int32[-1]"
                        .formatted(text, where));
    }
}

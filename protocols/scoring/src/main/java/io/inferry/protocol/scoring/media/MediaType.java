package io.inferry.protocol.scoring.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A media type with its parameters, names in lower case.
 *
 * @param name {@code text/csv}
 * @param parameters by name, without quotation marks
 */
public record MediaType(String name, Map<String, String> parameters) {
    public MediaType {
        parameters = Map.copyOf(parameters);
    }

    /** The type of a {@code Content-Type}; parameters that are malformed are passed over. */
    public static MediaType of(String header) {
        String[] parts = header.split(";", -1);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                parameters.put(
                        parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquoted(parts[i].substring(equals + 1).strip()));
            }
        }
        return new MediaType(parts[0].strip().toLowerCase(Locale.ROOT), parameters);
    }

    /** The types of an {@code Accept}, in the order given. */
    public static List<MediaType> list(String header) {
        List<MediaType> types = new ArrayList<>();
        for (String each : header.split(",", -1)) {
            if (!each.isBlank()) {
                types.add(of(each));
            }
        }
        return types;
    }

    /** A parameter's value; empty text when it has none. */
    public String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}

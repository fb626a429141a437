package io.inferry.contracts;

import io.inferry.api.model.ModelRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a caller asks the model of {@link TrafficContract}, and all that a rule may look at.
 *
 * @param query as it goes into the URL; empty for none
 * @param parameters of the protocol: Boolean, Long, Double or String
 * @param input the name under which {@code x} is sent
 */
public record RoutedQuestion(
        ModelRef model,
        Map<String, String> headers,
        String query,
        Map<String, Object> parameters,
        String input,
        float x) {
    public RoutedQuestion {
        headers = Map.copyOf(headers);
        parameters = Map.copyOf(parameters);
    }

    /** A plain question. */
    static RoutedQuestion to(ModelRef model) {
        return new RoutedQuestion(model, Map.of(), "", Map.of(), "x", 2);
    }

    RoutedQuestion header(String name, String value) {
        return new RoutedQuestion(model, with(headers, name, value), query, parameters, input, x);
    }

    RoutedQuestion query(String text) {
        return new RoutedQuestion(model, headers, text, parameters, input, x);
    }

    RoutedQuestion parameter(String name, Object value) {
        return new RoutedQuestion(model, headers, query, with(parameters, name, value), input, x);
    }

    RoutedQuestion x(float value) {
        return new RoutedQuestion(model, headers, query, parameters, input, value);
    }

    /** Asks under a name that the model does not have. */
    RoutedQuestion mistaken() {
        return new RoutedQuestion(model, headers, query, parameters, "z", x);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}

package io.inferry.protocol.admin;

import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One method on one path.
 *
 * @param template as OpenAPI writes it: {@code /api/models/{name}}
 */
record Route(String method, String template, Action action) {
    /** What it does. */
    @FunctionalInterface
    interface Action {
        HttpResponse act(HttpRequest request, Map<String, String> variables);
    }

    /** The template's variables when the path fits, percent-decoded. */
    Optional<Map<String, String>> match(String path) {
        List<String> wanted = List.of(template.split("/", -1));
        List<String> given = List.of(path.split("/", -1));
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String part = wanted.get(i);
            if (part.startsWith("{")) {
                variables.put(part.substring(1, part.length() - 1), decoded(given.get(i)));
            } else if (!part.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /** URLDecoder is for forms, where a plus means a space; in a path it means itself. */
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

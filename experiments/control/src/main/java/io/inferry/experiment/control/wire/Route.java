package io.inferry.experiment.control.wire;

import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One method on one path.
 *
 * @param template as OpenAPI writes it, with one variable at most: {@code /api/experiments/{name}}
 * @param clerk whose thread acts
 */
record Route(String method, String template, Clerk clerk, Action action) {
    private static final String VARIABLE = "{name}";

    /** What it does; may wait, and be done later. */
    @FunctionalInterface
    interface Action {
        /**
         * Answers a request.
         *
         * @param name the path's variable; empty where it has none
         * @return may be completed exceptionally, or the act throw, with a ServingException
         */
        CompletableFuture<HttpResponse> act(HttpRequest request, String name);
    }

    /** The variable when the path fits: an empty text where there is none in the template. */
    Optional<String> match(String path) {
        int at = template.indexOf(VARIABLE);
        if (at < 0) {
            return template.equals(path) ? Optional.of("") : Optional.empty();
        }
        String after = template.substring(at + VARIABLE.length());
        if (path.length() <= at + after.length()
                || !path.startsWith(template.substring(0, at))
                || !path.endsWith(after)) {
            return Optional.empty();
        }
        String name = path.substring(at, path.length() - after.length());
        return name.indexOf('/') < 0 ? Optional.of(name) : Optional.empty();
    }

    /** Whether the route answers this method; HEAD is GET without a body. */
    boolean answers(String asked) {
        return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
    }
}

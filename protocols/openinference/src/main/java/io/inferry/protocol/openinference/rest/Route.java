package io.inferry.protocol.openinference.rest;

import java.util.List;
import java.util.Optional;

/** What a path asks for. Version texts are empty where the path names none. */
sealed interface Route {
    /** {@code GET /v2} */
    record Server() implements Route {}

    /** {@code GET /v2/health/live} */
    record Live() implements Route {}

    /** {@code GET /v2/health/ready} */
    record Ready() implements Route {}

    /** {@code GET /v2/models} */
    record Models() implements Route {}

    /** {@code GET /v2/models/m[/versions/v]} */
    record Model(String name, String version) implements Route {}

    /** {@code GET /v2/models/m[/versions/v]/ready} */
    record ModelReady(String name, String version) implements Route {}

    /** {@code POST /v2/models/m[/versions/v]/infer} */
    record Infer(String name, String version) implements Route {}

    /** The one method that the route answers. */
    default String method() {
        return this instanceof Infer ? "POST" : "GET";
    }

    /**
     * The route of a path.
     *
     * @param path still percent-encoded
     * @return empty when it is none of this protocol's
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT for a broken percent-encoding
     */
    static Optional<Route> of(String path) {
        if (!path.equals("/v2") && !path.startsWith("/v2/")) {
            return Optional.empty();
        }
        List<String> segments = PathSegments.of(path);
        return switch (segments.size()) {
            case 1 -> Optional.of(new Server());
            case 2 -> segments.get(1).equals("models") ? Optional.of(new Models()) : none(segments);
            case 3, 4, 5, 6 ->
                    segments.get(1).equals("models") ? ofModel(segments) : ofHealth(segments);
            default -> Optional.empty();
        };
    }

    private static Optional<Route> none(List<String> segments) {
        // "/v2/", as the specification writes it.
        return segments.get(1).isEmpty() ? Optional.of(new Server()) : Optional.empty();
    }

    private static Optional<Route> ofHealth(List<String> segments) {
        if (segments.size() != 3 || !segments.get(1).equals("health")) {
            return Optional.empty();
        }
        return switch (segments.get(2)) {
            case "live" -> Optional.of(new Live());
            case "ready" -> Optional.of(new Ready());
            default -> Optional.empty();
        };
    }

    private static Optional<Route> ofModel(List<String> segments) {
        String name = segments.get(2);
        boolean versioned = segments.size() > 4 && segments.get(3).equals("versions");
        String version = versioned ? segments.get(4) : "";
        if (name.isEmpty() || (versioned && version.isEmpty())) {
            return Optional.empty();
        }
        List<String> act = segments.subList(versioned ? 5 : 3, segments.size());
        if (act.isEmpty()) {
            return Optional.of(new Model(name, version));
        }
        if (act.size() > 1) {
            return Optional.empty();
        }
        return switch (act.getFirst()) {
            case "infer" -> Optional.of(new Infer(name, version));
            case "ready" -> Optional.of(new ModelReady(name, version));
            default -> Optional.empty();
        };
    }
}

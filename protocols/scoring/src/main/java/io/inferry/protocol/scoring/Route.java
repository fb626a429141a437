package io.inferry.protocol.scoring;

import io.inferry.api.model.ModelRef;
import java.util.Optional;

/** What a path asks for. */
sealed interface Route {
    /** {@code GET /}, KServe's liveness. */
    record Alive() implements Route {}

    /** {@code GET /ping} and {@code GET /health}. */
    record Ping() implements Route {}

    /** {@code GET /version}. */
    record ServerVersion() implements Route {}

    /** {@code GET /v1/models}. */
    record Models() implements Route {}

    /** {@code GET /v1/models/m}. */
    record ModelReady(ModelRef model) implements Route {}

    /**
     * Everything that is posted.
     *
     * @param model empty where the path does not name it
     * @param signature the one to run, unless the request names another
     */
    record Ask(Dialect dialect, Optional<ModelRef> model, String signature) implements Route {}

    /** The one method that the route answers. */
    default String method() {
        return this instanceof Ask ? "POST" : "GET";
    }
}

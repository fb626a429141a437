package io.inferry.protocol.scoring;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.Signature;
import io.inferry.transport.http.PathText;
import java.util.Optional;

/** Finds the route of a path. */
final class Routes {
    private static final String V1 = "/v1/models/";
    private static final String SAGEMAKER = "/models/";
    private static final String INVOKE = "/invoke";
    private static final String PREDICT = ":predict";
    private static final String EXPLAIN = ":explain";
    private static final String VERSIONS = "/versions/";
    private static final String LABELS = "/labels/";

    private Routes() {}

    /**
     * The route of a path.
     *
     * @param path still percent-encoded
     * @return empty when it is none of this protocol's
     * @throws ServingException INVALID_ARGUMENT for a broken percent-encoding or version
     */
    static Optional<Route> of(String path) {
        return switch (path) {
            case "/" -> Optional.of(new Route.Alive());
            case "/ping", "/health" -> Optional.of(new Route.Ping());
            case "/version" -> Optional.of(new Route.ServerVersion());
            case "/v1/models" -> Optional.of(new Route.Models());
            case "/invocations" -> Optional.of(invocations(Optional.empty()));
            default -> ofModel(path);
        };
    }

    private static Route invocations(Optional<ModelRef> model) {
        return new Route.Ask(Dialect.INVOCATIONS, model, Signature.DEFAULT_NAME);
    }

    private static Optional<Route> ofModel(String path) {
        if (path.startsWith(SAGEMAKER) && path.endsWith(INVOKE)) {
            int end = path.length() - INVOKE.length();
            return end <= SAGEMAKER.length()
                    ? Optional.empty()
                    : reference(path.substring(SAGEMAKER.length(), end))
                            .map(model -> invocations(Optional.of(model)));
        }
        if (!path.startsWith(V1)) {
            return Optional.empty();
        }
        if (path.endsWith(PREDICT)) {
            return asked(path, PREDICT, Signature.DEFAULT_NAME);
        }
        if (path.endsWith(EXPLAIN)) {
            return asked(path, EXPLAIN, Signature.EXPLAIN_NAME);
        }
        return reference(path.substring(V1.length())).map(Route.ModelReady::new);
    }

    private static Optional<Route> asked(String path, String verb, String signature) {
        return reference(path.substring(V1.length(), path.length() - verb.length()))
                .map(model -> new Route.Ask(Dialect.KSERVE, Optional.of(model), signature));
    }

    /** {@code m}, {@code m/versions/7} or {@code m/labels/stable}. */
    private static Optional<ModelRef> reference(String text) {
        int slash = text.indexOf('/');
        String name = PathText.decode(slash < 0 ? text : text.substring(0, slash));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (slash < 0) {
            return Optional.of(ModelRef.latest(name));
        }
        if (text.startsWith(VERSIONS, slash)) {
            return Optional.of(ModelChoice.versioned(name, rest(text, slash, VERSIONS)));
        }
        if (text.startsWith(LABELS, slash)) {
            return Optional.of(ModelRef.label(name, rest(text, slash, LABELS)));
        }
        return Optional.empty();
    }

    private static String rest(String text, int slash, String prefix) {
        return PathText.decode(text.substring(slash + prefix.length()));
    }
}

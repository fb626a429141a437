package io.inferry.protocol.scoring;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.transport.facts.QueryText;
import io.inferry.transport.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/**
 * Which model a request means whose path may not name one: what the request says (header {@code
 * x-inferry-model}, SageMaker's header, query {@code model}), else the option {@code model}, else
 * the only model there is.
 */
final class ModelChoice {
    private static final String HEADER = "x-inferry-model";
    private static final String SAGEMAKER_HEADER = "x-amzn-sagemaker-target-model";
    private static final int NAMES_SHOWN_MAX = 20;

    private final Management management;
    private final ScoringOptions options;

    ModelChoice(Management management, ScoringOptions options) {
        this.management = management;
        this.options = options;
    }

    /**
     * The model that a request means.
     *
     * @throws ServingException INVALID_ARGUMENT when it may be one of several, UNAVAILABLE when
     *     there is none
     */
    ModelRef of(Route.Ask route, HttpRequest request) {
        ModelRef model =
                route.model()
                        .or(() -> named(request).map(ModelRef::latest))
                        .or(() -> options.model().map(ModelRef::latest))
                        .orElseGet(() -> ModelRef.latest(only()));
        if (!(model.version() instanceof VersionChoice.Latest)) {
            return model;
        }
        return QueryText.value(request.query(), "version")
                .filter(version -> !version.isEmpty())
                .map(version -> versioned(model.name(), version))
                .orElse(model);
    }

    private static Optional<String> named(HttpRequest request) {
        return request.header(HEADER)
                .or(() -> request.header(SAGEMAKER_HEADER))
                .or(() -> QueryText.value(request.query(), "model"))
                .filter(name -> !name.isEmpty());
    }

    private String only() {
        List<String> names = management.models().stream().map(ModelStatus::name).toList();
        if (names.isEmpty()) {
            throw ServingException.unavailable("this server has no model yet");
        }
        if (names.size() > 1) {
            throw ServingException.invalidArgument(
                    "this server has %d models and the request names none: name one by the header"
                                    .formatted(names.size())
                            + " '"
                            + HEADER
                            + "' or '"
                            + SAGEMAKER_HEADER
                            + "', by the query 'model', by POST /models/NAME/invoke, or let the"
                            + " operator set the option 'model' of protocol scoring; there are "
                            + names.stream().limit(NAMES_SHOWN_MAX).toList()
                            + (names.size() > NAMES_SHOWN_MAX ? " and more" : ""));
        }
        return names.getFirst();
    }

    /** A model's version: its number where there are only digits, a label otherwise. */
    static ModelRef versioned(String name, String version) {
        if (!version.chars().allMatch(c -> c >= '0' && c <= '9') || version.isEmpty()) {
            return ModelRef.label(name, version);
        }
        try {
            return ModelRef.version(name, Long.parseLong(version));
        } catch (NumberFormatException e) {
            throw ServingException.invalidArgument(
                    "version " + version + " of model '" + name + "' is beyond any");
        }
    }
}

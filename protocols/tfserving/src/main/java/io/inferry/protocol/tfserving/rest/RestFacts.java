package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelRef;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.transport.facts.Envelope;
import io.inferry.transport.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request says of itself. The body is looked into only when it is asked about. */
final class RestFacts implements RequestFacts {
    private final HttpRequest request;
    private final ModelRef model;
    private final Servables servables;
    private @Nullable BodyInputs body;

    /**
     * @param model the one asked for, whose latest version tells the name of an only input
     */
    RestFacts(HttpRequest request, ModelRef model, Servables servables) {
        this.request = request;
        this.model = model;
        this.servables = servables;
    }

    @Override
    public Optional<String> value(RequestField field) {
        return switch (field.source()) {
            case HEADER, QUERY, PARAMETER, CALLER -> Envelope.value(request, field);
            case INPUT -> body().first(field.name());
        };
    }

    private BodyInputs body() {
        BodyInputs known = body;
        if (known == null) {
            known = new BodyInputs(request.body(), this::isOnlyInput);
            body = known;
        }
        return known;
    }

    private boolean isOnlyInput(String name) {
        try {
            return servables.describe(model).signatures().values().stream()
                    .map(signature -> signature.inputs())
                    .anyMatch(
                            inputs -> inputs.size() == 1 && inputs.getFirst().name().equals(name));
        } catch (ServingException notThere) {
            return false;
        }
    }
}

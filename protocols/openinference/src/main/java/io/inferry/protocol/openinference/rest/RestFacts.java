package io.inferry.protocol.openinference.rest;

import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import io.inferry.transport.facts.Envelope;
import io.inferry.transport.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an infer request says of itself. The body is looked into only when it is asked about. */
final class RestFacts implements RequestFacts {
    private final HttpRequest request;
    private @Nullable BodyFacts body;

    RestFacts(HttpRequest request) {
        this.request = request;
    }

    @Override
    public Optional<String> value(RequestField field) {
        return switch (field.source()) {
            case HEADER, QUERY, CALLER -> Envelope.value(request, field);
            case PARAMETER -> body().parameter(field.name());
            case INPUT -> body().input(field.name());
        };
    }

    private BodyFacts body() {
        BodyFacts known = body;
        if (known == null) {
            known = BodyFacts.of(request.body(), request.header(InferRoute.JSON_LENGTH));
            body = known;
        }
        return known;
    }
}

package io.inferry.protocol.scoring;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.model.ModelRef;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import io.inferry.protocol.scoring.body.BodyFacts;
import io.inferry.protocol.scoring.body.BodyForm;
import io.inferry.transport.facts.Envelope;
import io.inferry.transport.http.HttpRequest;
import java.util.Optional;

/** What a request says of itself. The body is looked into only when it is asked about. */
final class ScoringFacts implements RequestFacts {
    private final HttpRequest request;
    private final BodyFacts body;

    /**
     * @param model the one asked for, whose latest version tells the name of an only input
     */
    ScoringFacts(HttpRequest request, BodyForm form, ModelRef model, Management management) {
        this.request = request;
        this.body =
                new BodyFacts(request.body(), form, name -> isOnlyInput(name, model, management));
    }

    @Override
    public Optional<String> value(RequestField field) {
        return switch (field.source()) {
            case HEADER, QUERY, CALLER -> Envelope.value(request, field);
            case PARAMETER -> body.parameter(field.name());
            case INPUT -> body.input(field.name());
        };
    }

    private static boolean isOnlyInput(String name, ModelRef model, Management management) {
        try {
            return management.describe(model).signatures().values().stream()
                    .map(signature -> signature.inputs())
                    .anyMatch(
                            inputs -> inputs.size() == 1 && inputs.getFirst().name().equals(name));
        } catch (ServingException unknown) {
            return false;
        }
    }
}

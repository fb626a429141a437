package io.inferry.protocol.openinference.grpc;

import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import io.inferry.protocol.openinference.wire.ParameterText;
import io.inferry.transport.facts.Envelope;
import io.inferry.transport.facts.FirstElement;
import io.inferry.transport.grpc.GrpcCall;
import java.util.Optional;

/** What a ModelInfer call says of itself; inputs that cannot be read say nothing. */
record InferFacts(InferMessage message, GrpcCall<?> call) implements RequestFacts {
    @Override
    public Optional<String> value(RequestField field) {
        return switch (field.source()) {
            case HEADER, QUERY, CALLER -> Envelope.value(call, field);
            case PARAMETER -> ParameterText.of(message.parameters(), field.name());
            case INPUT -> input(message, field.name());
        };
    }

    static Optional<String> input(InferMessage message, String name) {
        return message.mistake().isPresent()
                ? Optional.empty()
                : message.inputs().find(name).flatMap(FirstElement::of);
    }
}

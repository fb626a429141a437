package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.tensor.Tensor;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import io.inferry.transport.facts.Envelope;
import io.inferry.transport.facts.FirstElement;
import io.inferry.transport.grpc.GrpcCall;
import java.util.Optional;

/** What a Predict call says of itself; inputs that cannot be read say nothing. */
record PredictFacts(PredictMessage message, GrpcCall<?> call) implements RequestFacts {
    @Override
    public Optional<String> value(RequestField field) {
        return switch (field.source()) {
            case HEADER, QUERY, PARAMETER, CALLER -> Envelope.value(call, field);
            case INPUT ->
                    message.inputs().get(field.name()) instanceof InputValue.Read(Tensor tensor)
                            ? FirstElement.of(tensor)
                            : Optional.empty();
        };
    }
}

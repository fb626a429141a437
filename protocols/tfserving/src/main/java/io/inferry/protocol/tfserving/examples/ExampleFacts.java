package io.inferry.protocol.tfserving.examples;

import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import io.inferry.transport.facts.Envelope;
import io.inferry.transport.grpc.GrpcCall;
import java.util.List;
import java.util.Optional;

/** What a call with examples says of itself: its inputs are the features of the first example. */
record ExampleFacts(List<byte[]> examples, GrpcCall<?> call) implements RequestFacts {
    @Override
    public Optional<String> value(RequestField field) {
        return switch (field.source()) {
            case HEADER, QUERY, PARAMETER, CALLER -> Envelope.value(call, field);
            case INPUT ->
                    examples.isEmpty()
                            ? Optional.empty()
                            : FirstValue.of(examples.getFirst(), field.name());
        };
    }
}

package io.inferry.transport.facts;

import io.inferry.api.traffic.RequestField;
import io.inferry.transport.grpc.GrpcCall;
import io.inferry.transport.http.HttpRequest;
import java.util.Optional;

/** What stands outside a request's body, the same for every protocol over one transport. */
public final class Envelope {
    private Envelope() {}

    /** A header, a parameter of the query or the caller; empty for what stands in the body. */
    public static Optional<String> value(HttpRequest request, RequestField field) {
        return switch (field.source()) {
            case HEADER -> request.header(field.name());
            case QUERY -> QueryText.value(request.query(), field.name());
            case CALLER -> request.caller();
            case PARAMETER, INPUT -> Optional.empty();
        };
    }

    /** A header or the caller; empty for what stands in the message. */
    public static Optional<String> value(GrpcCall<?> call, RequestField field) {
        return switch (field.source()) {
            case HEADER -> call.header(field.name());
            case CALLER -> call.caller();
            case QUERY, PARAMETER, INPUT -> Optional.empty();
        };
    }
}

package io.inferry.transport.listen;

import io.inferry.transport.Endpoint;
import io.inferry.transport.grpc.GrpcMethod;
import java.util.List;
import java.util.stream.Stream;

/** What one gRPC listener offers, of one endpoint or of several that share it. */
record GrpcOffer(List<GrpcMethod<?, ?>> methods, List<String> healthNames) {
    GrpcOffer {
        methods = List.copyOf(methods);
        healthNames = List.copyOf(healthNames);
    }

    static GrpcOffer of(Endpoint.Grpc endpoint) {
        return new GrpcOffer(endpoint.methods(), endpoint.healthNames());
    }

    /** Both together. */
    GrpcOffer with(GrpcOffer other) {
        return new GrpcOffer(
                Stream.concat(methods.stream(), other.methods.stream()).toList(),
                Stream.concat(healthNames.stream(), other.healthNames.stream())
                        .distinct()
                        .toList());
    }
}

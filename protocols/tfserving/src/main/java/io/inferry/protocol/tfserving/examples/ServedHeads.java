package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Terms;
import io.inferry.api.inference.Terms.Strictness;
import io.inferry.api.model.ModelRef;
import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.transport.RouteHeaders;
import io.inferry.transport.grpc.GrpcCall;
import java.util.List;

/**
 * What the gRPC methods that take examples answer with.
 *
 * @param watch is shown every run
 */
record ServedHeads(Servables servables, Heads heads, RequestCounts counts, RunWatch watch) {
    /** As metrics name it. */
    private static final String PROTOCOL = "tfserving_grpc";

    private static final int STANDARD_PRIORITY = 0;

    /**
     * A call that holds the version; a caller who leaves cancels it.
     *
     * @throws ServingException when it does not answer now
     */
    Call open(ModelRef model, List<byte[]> examples, GrpcCall<?> grpc) {
        Exchange exchange =
                Exchange.begin(PROTOCOL, grpc.arrivedNanos(), grpc.ioThread())
                        .saying(new ExampleFacts(examples, grpc));
        try {
            Call call = servables.open(model, exchange);
            grpc.onCancel(exchange::cancel);
            return call;
        } finally {
            RouteHeaders.on(grpc, exchange);
        }
    }

    static Terms terms(GrpcCall<?> grpc) {
        return new Terms(Strictness.NAMES, STANDARD_PRIORITY, grpc.deadlineNanos());
    }

    /**
     * Upstream finds an input without examples after everything else.
     *
     * @throws ServingException INVALID_ARGUMENT when there are none
     */
    static List<byte[]> notEmpty(List<byte[]> examples) {
        if (examples.isEmpty()) {
            throw ServingException.invalidArgument("Input is empty.");
        }
        return examples;
    }
}

package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Terms;
import io.inferry.api.inference.Terms.Strictness;
import io.inferry.api.model.ModelRef;
import io.inferry.protocol.tfserving.wire.Options;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Opens calls, and ends those whose body cannot be read. */
final class RestCalls {
    /** As metrics name it. */
    static final String PROTOCOL = "tfserving_rest";

    private static final int STANDARD_PRIORITY = 0;

    private final Servables servables;
    private final long timeoutNanos;

    RestCalls(Servables servables, Options options) {
        this.servables = servables;
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(options.timeoutMillis());
    }

    /**
     * A call that holds the version.
     *
     * @param out whose exchange the call is told of
     * @param check throws what is wrong with the body alone: upstream reads it before it looks for
     *     the model, so that this comes first when there is none
     * @throws ServingException when there is no such version, or the body is wrong as well
     */
    Call open(ModelRef model, HttpRequest request, RestAnswer out, Consumer<Bytes> check) {
        Exchange exchange = out.exchange().saying(new RestFacts(request, model, servables));
        Call call;
        try {
            call = servables.open(model, exchange);
        } catch (ServingException e) {
            check.accept(request.body());
            throw e;
        }
        request.onDisconnect(exchange::cancel);
        return call;
    }

    Terms terms(HttpRequest request) {
        return new Terms(
                Strictness.NAMES,
                STANDARD_PRIORITY,
                timeoutNanos == 0 ? Terms.NO_DEADLINE : request.arrivedNanos() + timeoutNanos);
    }
}

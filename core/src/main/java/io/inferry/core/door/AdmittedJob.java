package io.inferry.core.door;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.Signature;
import io.inferry.core.batching.Job;
import io.inferry.core.batching.JobOutcome;
import io.inferry.core.catalog.Servable;
import java.time.Duration;
import java.util.List;

/** Makes a job of a request, a caller's or a shadow's. */
final class AdmittedJob {
    private AdmittedJob() {}

    /**
     * Holds the request against the version's signature.
     *
     * @throws ServingException INVALID_ARGUMENT that shows both sides; the request's tensors are
     *     still the caller's
     */
    static Job of(
            Servable servable, InferenceRequest request, Exchange exchange, JobOutcome outcome) {
        Signature named = SignatureCheck.signature(servable.description(), request);
        exchange.named(named.name());
        SignatureCheck.inputs(named, request);
        List<String> outputs = SignatureCheck.outputs(named, request);
        var checked =
                new InferenceRequest(
                        named.name(),
                        request.inputs(),
                        outputs,
                        withDeadline(request.terms(), servable));
        return new Job(named, checked, exchange, outcome);
    }

    /** Nobody waits for ever: a request without a deadline gets the model's. */
    private static Terms withDeadline(Terms terms, Servable servable) {
        Duration timeout = servable.settings().limits().timeout();
        if (terms.deadlineNanos() != Terms.NO_DEADLINE || timeout.isZero()) {
            return terms;
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        return new Terms(terms.strictness(), terms.priority(), deadline);
    }
}
